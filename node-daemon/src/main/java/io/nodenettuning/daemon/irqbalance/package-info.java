/** What is said to irqbalance, so that it leaves interrupts alone that tunings steer. */
@NullMarked
package io.nodenettuning.daemon.irqbalance;

import org.jspecify.annotations.NullMarked;
