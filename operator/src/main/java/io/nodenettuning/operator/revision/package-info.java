/** Revisions: what a node has to do with a tuning, stored immutable by content. */
@NullMarked
package io.nodenettuning.operator.revision;

import org.jspecify.annotations.NullMarked;
