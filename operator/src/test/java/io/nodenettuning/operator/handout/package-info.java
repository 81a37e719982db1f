/** Tests of who gets what. */
@NullMarked
package io.nodenettuning.operator.handout;

import org.jspecify.annotations.NullMarked;
