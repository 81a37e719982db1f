/** Tests of what is said to irqbalance. */
@NullMarked
package io.nodenettuning.daemon.irqbalance;

import org.jspecify.annotations.NullMarked;
