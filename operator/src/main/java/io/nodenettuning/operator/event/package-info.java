/** Kubernetes events: what an admin would want told, once. */
@NullMarked
package io.nodenettuning.operator.event;

import org.jspecify.annotations.NullMarked;
