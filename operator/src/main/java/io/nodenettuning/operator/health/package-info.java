/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package io.nodenettuning.operator.health;

import org.jspecify.annotations.NullMarked;
