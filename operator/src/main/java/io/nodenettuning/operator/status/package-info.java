/** From tunings and reports to a tuning's status: pure functions. */
@NullMarked
package io.nodenettuning.operator.status;

import org.jspecify.annotations.NullMarked;
