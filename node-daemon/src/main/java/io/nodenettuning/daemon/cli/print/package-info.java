/** What {@code nnt} prints: tables for people, JSON and YAML for programs. */
@NullMarked
package io.nodenettuning.daemon.cli.print;

import org.jspecify.annotations.NullMarked;
