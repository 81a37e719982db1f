/** The command line {@code nnt}: the same pipeline as in a cluster, on one machine. */
@NullMarked
package io.nodenettuning.daemon.cli;

import org.jspecify.annotations.NullMarked;
