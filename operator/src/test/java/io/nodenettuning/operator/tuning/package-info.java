/** Tests of accepting, aggregating and releasing. */
@NullMarked
package io.nodenettuning.operator.tuning;

import org.jspecify.annotations.NullMarked;
