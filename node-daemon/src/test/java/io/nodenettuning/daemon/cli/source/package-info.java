/** Tests of tunings from files. */
@NullMarked
package io.nodenettuning.daemon.cli.source;

import org.jspecify.annotations.NullMarked;
