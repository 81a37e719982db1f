package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import org.jspecify.annotations.Nullable;

/**
 * One write to the kernel.
 *
 * @param setting where
 * @param value what
 * @param held the journal's record of it as it must stand before the write
 * @param expected what the kernel showed when it had that value; null where it never had it
 * @param cause why
 */
public record Step(
    Setting setting, Value value, Held held, @Nullable String expected, Cause cause) {

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
