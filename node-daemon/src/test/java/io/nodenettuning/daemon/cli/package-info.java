/** Tests of the command line. */
@NullMarked
package io.nodenettuning.daemon.cli;

import org.jspecify.annotations.NullMarked;
