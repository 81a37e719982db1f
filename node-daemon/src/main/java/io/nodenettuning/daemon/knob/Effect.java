package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;

/** What a write led to. */
public sealed interface Effect {

  /**
   * It succeeded.
   *
   * @param value what the kernel shows now
   * @param note what else came of it, or why it is not as asked for; or an empty text
   */
  record ReadBack(Value value, String note) implements Effect {

    /** A value, and nothing else. */
    public ReadBack(Value value) {
      this(value, "");
    }
  }

  /**
   * The kernel refused.
   *
   * @param outcome {@code Immutable} or {@code Unsupported} where it always will, {@code Failed}
   *     where it may not
   */
  record Refused(Outcome outcome, String message) implements Effect {}
}
