package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.ReleasePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a setting that a tuning has claimed.
 *
 * @param key the setting's key
 * @param id the setting's id when it was claimed
 * @param original what to write to have back what was there before the first claim
 * @param desired the value that the tuning asks for; null where no tuning names the setting, and it
 *     is recorded because a change of its device resets it
 * @param readBack what the kernel showed after it had that value; null until that is known
 * @param written whether anything was ever written to it
 * @param tuningUid whose it is
 * @param tuning that tuning's name
 * @param rule the rule that claimed it
 * @param releasePolicy what to do when it is let go
 * @param drifted what it was found to be when its drift was last told; null when it has none
 * @param refusal of a write, for good; null when there was none
 */
public record Held(
    String key,
    String id,
    String original,
    @Nullable String desired,
    @Nullable String readBack,
    boolean written,
    String tuningUid,
    String tuning,
    String rule,
    ReleasePolicy releasePolicy,
    @Nullable String drifted,
    @Nullable Refusal refusal) {

  /** Whether no tuning names it: it is recorded because a change of its device resets it. */
  public boolean isBystander() {
    return desired == null;
  }

  /** The same, without a wish: its original comes back with its queue. */
  Held unnamed() {
    return with(null, null, null, null);
  }

  /** Whether it is known what the kernel showed after it had its value. */
  boolean isReadBack() {
    return readBack != null;
  }

  /** The same, read back. */
  public Held readBack(String value) {
    return with(desired, value, null, null);
  }

  /** The same, with what it was read back as not to be relied on. */
  public Held forgettingValue() {
    return with(desired, null, null, null);
  }

  /** The same, found drifted; null when it is not any more. */
  public Held drifted(@Nullable String value) {
    return with(desired, readBack, value, refusal);
  }

  /** The same, refused for good. */
  public Held refused(Refusal refusal) {
    return with(desired, null, drifted, refusal);
  }

  private Held with(
      @Nullable String desired,
      @Nullable String readBack,
      @Nullable String drifted,
      @Nullable Refusal refusal) {
    return new Held(
        key,
        id,
        original,
        desired,
        readBack,
        written,
        tuningUid,
        tuning,
        rule,
        releasePolicy,
        drifted,
        refusal);
  }
}
