/**
 * From {@code kubectl apply} to the kernel and back, on a real cluster: what a user does and sees,
 * and what the node's kernel says to it.
 */
@NullMarked
package io.nodenettuning.e2e.cluster;

import org.jspecify.annotations.NullMarked;
