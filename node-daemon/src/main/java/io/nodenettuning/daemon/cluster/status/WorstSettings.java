package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.Comparator;
import java.util.List;

/** Settings that do not show what a tuning asks for, the worst first. */
final class WorstSettings {
  private static final Comparator<PlannedSetting> WORST_FIRST =
      Comparator.comparing(PlannedSetting::outcome)
          .reversed()
          .thenComparing(PlannedSetting::id)
          .thenComparing(PlannedSetting::tuning)
          .thenComparing(PlannedSetting::rule);

  private WorstSettings() {}

  /** All of them. */
  static List<SettingState> of(List<PlannedSetting> rows, Past past) {
    return sorted(rows).stream().map(row -> state(row, past)).toList();
  }

  /** The rows of them. */
  static List<PlannedSetting> sorted(List<PlannedSetting> rows) {
    return rows.stream().filter(WorstSettings::isNotAsWished).sorted(WORST_FIRST).toList();
  }

  /**
   * Whether a row is worth showing: it has another value than was asked for, and nobody said that
   * this may be so.
   */
  static boolean isNotAsWished(PlannedSetting row) {
    return switch (row.outcome()) {
      case AlreadySet, Applied -> false;
      case Unsupported, Immutable -> row.counts();
      case Constrained,
          Overridden,
          Planned,
          Conflict,
          Unresolved,
          Drifted,
          RolledBack,
          Contended,
          Failed,
          Pending ->
          true;
    };
  }

  /** Whether a row tells of a setting that was let go, rather than of one that is asked for. */
  static boolean isLetGo(PlannedSetting row) {
    return !row.counts()
        && row.outcome() != Outcome.Unsupported
        && row.outcome() != Outcome.Immutable;
  }

  private static SettingState state(PlannedSetting row, Past past) {
    return new SettingState(
        Text.bounded(row.id(), Limits.SETTING_ID),
        Text.bounded(row.tuning(), Limits.NAME),
        Text.boundedOrNull(row.rule(), Limits.NAME),
        row.outcome(),
        Text.boundedOrNull(row.desired(), Limits.VALUE),
        Text.boundedOrNull(row.expected(), Limits.VALUE),
        Text.boundedOrNull(row.observed(), Limits.VALUE),
        Text.boundedOrNull(row.message(), Limits.MESSAGE),
        past.since(row));
  }
}
