/** The API server as source of the fleet, and as judge of who leads. */
@NullMarked
package io.nodenettuning.operator.cluster;

import org.jspecify.annotations.NullMarked;
