/**
 * The only code that touches the kernel: files with errno, netlink, and the kernel's events; a
 * directory can stand in for {@code /}.
 */
@NullMarked
package io.nodenettuning.daemon.kernel;

import org.jspecify.annotations.NullMarked;
