package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;

/** What a write led to. */
public sealed interface Effect {

  /** It succeeded, and this is what the kernel shows now. */
  record ReadBack(Value value) implements Effect {}

  /**
   * The kernel refused.
   *
   * @param outcome {@code Immutable} or {@code Unsupported} where it always will, {@code Failed}
   *     where it may not
   */
  record Refused(Outcome outcome, String message) implements Effect {}
}
