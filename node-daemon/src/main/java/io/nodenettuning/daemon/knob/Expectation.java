package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;

/** What the kernel is predicted to show after a value was written. */
public sealed interface Expectation {

  /**
   * It will show this.
   *
   * @param note why it differs from what was written, empty when it does not
   */
  record Shows(Value value, String note) implements Expectation {}

  /** The value must not be written, and why. */
  record Refuses(Outcome outcome, String message) implements Expectation {}
}
