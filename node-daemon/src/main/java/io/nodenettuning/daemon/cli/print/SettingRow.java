package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it is printed.
 *
 * @param setting how it stands, or how it ended
 * @param before what it was found to be before anything was written
 * @param cause why it is, or was, written; null where it is not
 */
public record SettingRow(
    PlannedSetting setting, @Nullable String before, Step.@Nullable Cause cause) {

  /** Rows of settings as they stand. */
  public static List<SettingRow> standing(List<PlannedSetting> settings) {
    return ended(settings, settings, List.of());
  }

  /**
   * Rows of a plan.
   *
   * @param steps its writes
   * @param tunings those of enforcing ones also write what is to be written on queues to come
   */
  public static List<SettingRow> planned(
      List<PlannedSetting> settings, List<Step> steps, List<NodeTuning> tunings) {
    Set<String> enforcing =
        tunings.stream()
            .filter(NodeTuning::enforcing)
            .map(NodeTuning::uid)
            .collect(Collectors.toSet());
    return ended(settings, settings, steps).stream()
        .map(row ->
            row.cause() == null
                    && row.setting().outcome() == Outcome.Planned
                    && enforcing.contains(row.setting().tuningUid())
                ? new SettingRow(row.setting(), row.before(), Step.Cause.Apply)
                : row)
        .toList();
  }

  /**
   * Rows of a plan that was carried out.
   *
   * @param before the rows of the plan
   * @param after the same rows as they ended
   */
  public static List<SettingRow> ended(
      List<PlannedSetting> before, List<PlannedSetting> after, List<Step> steps) {
    Map<String, Step> byId =
        steps.stream().collect(Collectors.toMap(step -> step.setting().id(), step -> step));
    return IntStream.range(0, before.size())
        .mapToObj(i -> {
          Step step = byId.get(before.get(i).id());
          return new SettingRow(after.get(i), before.get(i).observed(), cause(before.get(i), step));
        })
        .toList();
  }

  /** A step may be for another tuning's value of the same setting. */
  private static Step.@Nullable Cause cause(PlannedSetting setting, @Nullable Step step) {
    return step != null && step.value().text().equals(setting.desired()) ? step.cause() : null;
  }

  /** Whether it is as wished and nothing is done about it. */
  boolean isFine() {
    return cause == null
        && (setting.outcome() == Outcome.AlreadySet || setting.outcome() == Outcome.Applied);
  }

  /** What it is, and what it becomes or should be. */
  String value() {
    String desired = setting.desired();
    String observed = setting.observed();
    if (cause != null) {
      boolean done =
          setting.outcome() == Outcome.Applied || setting.outcome() == Outcome.Constrained;
      return shown(before) + " -> " + shown(done ? observed : desired);
    }
    if (setting.outcome() == Outcome.Planned) {
      return shown(observed) + " -> " + shown(desired);
    }
    if (desired == null || desired.equals(observed)) {
      return shown(observed);
    }
    return observed == null ? "want " + desired : "%s, want %s".formatted(observed, desired);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "-" : value;
  }
}
