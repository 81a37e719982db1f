package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One tuning's setting on this node and what becomes of it; a row of a plan, a report, a status.
 *
 * @param id the setting's id
 * @param tuningUid whose it is
 * @param tuning that tuning's name
 * @param rule the rule that asks for it
 * @param desired what the tuning asks for; null where it asks for nothing that could be written
 * @param observed what the kernel shows; null where it shows nothing
 * @param expected what the kernel will show once it took the desired value; null where unknown
 * @param outcome what became of it
 * @param disruptive whether writing it can interrupt traffic
 * @param message a sentence for people, or an empty text
 * @param counts whether it counts for the node's class: not where {@code ifUnsupported: Ignore}
 */
public record PlannedSetting(
    String id,
    String tuningUid,
    String tuning,
    String rule,
    @Nullable String desired,
    @Nullable String observed,
    @Nullable String expected,
    Outcome outcome,
    boolean disruptive,
    String message,
    boolean counts) {

  /** Whether both are what one rule of a tuning asks of one setting. */
  public boolean isOf(PlannedSetting other) {
    return id.equals(other.id) && tuningUid.equals(other.tuningUid) && rule.equals(other.rule);
  }

  /** The same with another end. */
  public PlannedSetting became(Outcome outcome, @Nullable String observed, String message) {
    return new PlannedSetting(
        id,
        tuningUid,
        tuning,
        rule,
        desired,
        observed,
        expected,
        outcome,
        disruptive,
        message,
        counts);
  }
}
