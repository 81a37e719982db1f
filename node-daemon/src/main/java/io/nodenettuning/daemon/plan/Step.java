package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;

/**
 * One write to the kernel.
 *
 * @param setting where
 * @param value what
 * @param held the journal's record of it as it must stand before the write
 * @param cause why
 */
public record Step(Setting setting, Value value, Held held, Cause cause) {

  /** Why something is written. */
  public enum Cause {
    /** A tuning asks for a new value. */
    Apply,
    /** Something else changed it. */
    Correct,
    /** No tuning names it any more: the original comes back. */
    Release
  }
}
