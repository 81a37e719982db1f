package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.agent.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ready, and warnings while they hold; each keeps its time as long as its status stays. */
final class Conditions {
  private static final String REASON_OF_WARNING = "Warning";

  private final long generation;
  private final List<Condition> before;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  private Conditions(long generation, List<Condition> before, Instant now) {
    this.generation = generation;
    this.before = before;
    this.now = now;
  }

  static List<Condition> of(
      Report report, List<TuningState> tunings, List<Warning> warnings, Past past, Instant now) {
    Conditions all = new Conditions(report.assignment().generation(), past.conditions(), now);
    Readiness readiness = Readiness.of(report, tunings);
    all.add(
        Readiness.CONDITION,
        readiness.status(),
        readiness.name(),
        readiness.message(report, tunings));
    warnings.forEach(warning ->
        all.add(
            warning.kind().name(), Condition.Status.True, REASON_OF_WARNING, warning.message()));
    return all.conditions;
  }

  private void add(String type, Condition.Status status, String reason, String message) {
    String since =
        before.stream()
            .filter(known -> known.type().equals(type) && known.status() == status)
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElseGet(() -> Times.of(now));
    conditions.add(
        new Condition(
            type,
            status,
            generation,
            since,
            reason,
            Text.bounded(message, Limits.CONDITION_MESSAGE)));
  }
}
