/** Tests of what a report becomes in the status. */
@NullMarked
package io.nodenettuning.daemon.cluster.status;

import org.jspecify.annotations.NullMarked;
