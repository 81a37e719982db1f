/** One class per knob: what a rule asks for, and how its value is read, predicted and written. */
@NullMarked
package io.nodenettuning.daemon.knob;

import org.jspecify.annotations.NullMarked;
