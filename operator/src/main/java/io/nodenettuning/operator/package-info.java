/** The operator: hands each node its part of the tunings, and tells how far they are. */
@NullMarked
package io.nodenettuning.operator;

import org.jspecify.annotations.NullMarked;
