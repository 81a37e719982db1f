package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts of settings by outcome. */
final class Outcomes {
  /** A claim that another one beat, or that only asks, tells less of its setting than any other. */
  private static final Comparator<Outcome> TELLS_MORE =
      Comparator.comparing((Outcome outcome) -> !isAside(outcome))
          .thenComparing(Comparator.naturalOrder());

  private Outcomes() {}

  /** Of rows, each counted. */
  static @Nullable Map<Outcome, Integer> of(List<PlannedSetting> rows) {
    return count(rows.stream().map(PlannedSetting::outcome).toList());
  }

  /** Of settings: one that several tunings name counts once, as it stands. */
  static @Nullable Map<Outcome, Integer> ofSettings(List<PlannedSetting> rows) {
    Map<String, Outcome> bySetting = new HashMap<>();
    rows.forEach(row ->
        bySetting.merge(
            row.id(),
            row.outcome(),
            (one, other) -> TELLS_MORE.compare(one, other) >= 0 ? one : other));
    return count(bySetting.values());
  }

  private static @Nullable Map<Outcome, Integer> count(Collection<Outcome> outcomes) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    return counts.isEmpty() ? null : counts;
  }

  private static boolean isAside(Outcome outcome) {
    return outcome == Outcome.Overridden || outcome == Outcome.Planned;
  }
}
