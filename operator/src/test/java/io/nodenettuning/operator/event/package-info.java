/** Tests of what is told. */
@NullMarked
package io.nodenettuning.operator.event;

import org.jspecify.annotations.NullMarked;
