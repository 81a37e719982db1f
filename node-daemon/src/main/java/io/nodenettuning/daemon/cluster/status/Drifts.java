package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Drift;
import io.nodenettuning.api.Limits;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.plan.FoundDrift;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The latest drifts, those that an earlier daemon told of included. */
final class Drifts {
  private Drifts() {}

  static @Nullable List<Drift> of(List<DriftEntry> entries, Past past) {
    List<Drift> drifts =
        Stream.concat(entries.stream().map(Drifts::drift), past.drifts().stream())
            .limit(Limits.DRIFTS)
            .toList();
    return drifts.isEmpty() ? null : drifts;
  }

  private static Drift drift(DriftEntry entry) {
    FoundDrift drift = entry.drift();
    return new Drift(
        Text.bounded(drift.id(), Limits.SETTING_ID),
        Text.bounded(drift.tuning(), Limits.NAME),
        Text.boundedOrNull(drift.from(), Limits.VALUE),
        Text.boundedOrNull(drift.to(), Limits.VALUE),
        Times.of(entry.time()),
        drift.corrected(),
        Text.bounded(entry.origin().toString(), Limits.WRITER));
  }
}
