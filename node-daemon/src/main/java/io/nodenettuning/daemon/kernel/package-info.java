/**
 * The only code that touches the kernel: files with errno and generic netlink; a directory can
 * stand in for {@code /}.
 */
@NullMarked
package io.nodenettuning.daemon.kernel;

import org.jspecify.annotations.NullMarked;
