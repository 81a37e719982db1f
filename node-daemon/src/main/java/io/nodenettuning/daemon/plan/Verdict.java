package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.knob.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a setting that has one value to get.
 *
 * @param outcome how it stands, or will stand when nothing is written
 * @param observed what it was found to be; null where that cannot be read
 * @param expected what it should show; null where that is unknown
 * @param message a sentence for people, or an empty text
 * @param action what is to be done about it
 */
record Verdict(
    Outcome outcome,
    @Nullable Value observed,
    @Nullable String expected,
    String message,
    Action action) {

  /** What is to be done about a setting. */
  enum Action {
    /** Nothing. */
    None,
    /** It is as it should be: the journal keeps that. */
    Keep,
    /** It gets its value. */
    Write,
    /** Something else changed it: it gets its value back, or is only told. */
    Drift
  }

  static Verdict none(Outcome outcome, @Nullable Value observed, String message) {
    return new Verdict(outcome, observed, null, message, Action.None);
  }
}
