/** What may have changed on a node behind the daemon's back, and who did it. */
@NullMarked
package io.nodenettuning.daemon.drift;

import org.jspecify.annotations.NullMarked;
