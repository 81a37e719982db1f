/** What became of a pass, as the status of this node's object: bounded, and free of surprises. */
@NullMarked
package io.nodenettuning.daemon.cluster.status;

import org.jspecify.annotations.NullMarked;
