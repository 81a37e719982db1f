/**
 * The file tree {@code nnt} on real kernels, from a tuning to what {@code cat} and {@code ethtool}
 * show: this machine's, and those of the kernel lab.
 */
@NullMarked
package io.nodenettuning.e2e.node;

import org.jspecify.annotations.NullMarked;
