package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.agent.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Tells what became of a pass, as the status of the node's object. */
public final class NodeStatus {
  private final Budget budget;

  /**
   * Tells statuses of bounded size.
   *
   * @param bytes the size of a status as it is sent
   */
  public NodeStatus(ToIntFunction<NodeNetTuningStateStatus> bytes) {
    this.budget = new Budget(bytes, Limits.STATE_BYTES);
  }

  /**
   * The status; equal reports about equal subjects give equal statuses.
   *
   * @param past has {@linkplain Past#seen seen} the report's rows
   * @param now of what is new since then
   */
  public NodeNetTuningStateStatus of(Report report, Subject subject, Past past, Instant now) {
    List<TuningState> tunings = TuningStates.of(report, subject, past);
    return budget.cut(
        new NodeNetTuningStateStatus(
            Text.bounded(subject.nodeUid(), Limits.UID),
            Text.bounded(report.facts().bootId(), Limits.UID),
            report.assignment().generation(),
            Text.bounded(subject.daemonVersion(), Limits.VERSION),
            Conditions.of(report, tunings, warnings(report, subject), past, now),
            Outcomes.ofSettings(
                report.settings().stream().filter(row -> !WorstSettings.isLetGo(row)).toList()),
            tunings,
            WorstSettings.of(report.settings(), past),
            null,
            Drifts.of(report.drifts(), past),
            past.driftsTotal() + report.driftsTotal(),
            FactsSummary.of(report)));
  }

  private static List<Warning> warnings(Report report, Subject subject) {
    List<Warning> warnings = new ArrayList<>(subject.warnings());
    if (report.irqbalance() != null) {
      warnings.add(
          new Warning(
              Warning.Kind.IrqbalanceRunning,
              ("irqbalance runs and moves interrupts that a tuning steers: %s; stop it on this"
                      + " node, or ban these interrupts in its configuration")
                  .formatted(report.irqbalance())));
    }
    if (!report.blind().isEmpty()) {
      warnings.add(
          new Warning(
              Warning.Kind.DriftEventsMissing,
              String.join("; ", report.blind()) + "; what no event tells is found by looking"));
    }
    return warnings;
  }
}
