/** Files and netlink, on folders, on recorded bytes, and on the kernel itself. */
@NullMarked
package io.nodenettuning.daemon.kernel;

import org.jspecify.annotations.NullMarked;
