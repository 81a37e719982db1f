/** Who gets what: the only writer of the specs of node states. */
@NullMarked
package io.nodenettuning.operator.handout;

import org.jspecify.annotations.NullMarked;
