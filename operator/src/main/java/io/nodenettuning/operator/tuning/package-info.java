/** The reconciler of tunings: accepts, makes revisions, aggregates, releases. */
@NullMarked
package io.nodenettuning.operator.tuning;

import org.jspecify.annotations.NullMarked;
