package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;

/** What a setting was found to be. */
public sealed interface Observation {

  /**
   * A value.
   *
   * @param value the value in effect
   * @param original what to write to have it again later; differs from the value where the kernel
   *     tells requested and active apart
   * @param remade whether what has this value was made anew and never written since: then nobody
   *     changed it
   * @param note why the value in effect is not the requested one, or an empty text
   */
  record Seen(Value value, Value original, boolean remade, String note) implements Observation {

    /** A value of something that has been there. */
    public Seen(Value value, Value original) {
      this(value, original, false, "");
    }

    /** A value that can be written back as it is. */
    public Seen(Value value) {
      this(value, value);
    }
  }

  /**
   * It has a value that nothing can change.
   *
   * @param message why
   */
  record Fixed(Value value, String message) implements Observation {}

  /** It cannot be read, and what that means. */
  record Missing(Outcome outcome, String message) implements Observation {}
}
