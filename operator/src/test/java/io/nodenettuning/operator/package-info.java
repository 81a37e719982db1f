/** Tests of the operator. */
@NullMarked
package io.nodenettuning.operator;

import org.jspecify.annotations.NullMarked;
