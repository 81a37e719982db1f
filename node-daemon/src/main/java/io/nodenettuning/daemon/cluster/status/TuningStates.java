package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How each tuning stands on this node: the worst class of its settings.
 *
 * <p>A rule that matches nothing here is listed and makes the tuning no worse: a fleet is not
 * uniform, and only the operator sees whether the rule matches nothing on any node. Settings that
 * nobody may write now ({@code hold}) make an enforcing tuning {@code pending}; for an Audit tuning
 * a plan is all that it asks for, so it is {@code ready}.
 */
final class TuningStates {
  private final Report report;
  private final Past past;
  private final Map<String, List<PlannedSetting>> rows;

  private TuningStates(Report report, Past past) {
    this.report = report;
    this.past = past;
    this.rows =
        report.settings().stream()
            .filter(row -> !WorstSettings.isLetGo(row))
            .collect(Collectors.groupingBy(PlannedSetting::tuningUid));
  }

  static List<TuningState> of(Report report, Subject subject, Past past) {
    TuningStates states = new TuningStates(report, past);
    return subject.parts().stream().map(states::state).toList();
  }

  private TuningState state(Part part) {
    List<PlannedSetting> own = rows.getOrDefault(part.assigned().uid(), List.of());
    String revision = part.tuning().revision();
    return new TuningState(
        part.assigned().uid(),
        part.assigned().name(),
        revision.isEmpty() ? null : revision,
        part.assigned().priority(),
        nodeClass(part, own),
        Outcomes.of(own),
        unmatched(part.assigned().uid()),
        drifts(part.assigned().uid()),
        Text.boundedOrNull(message(part, own), Limits.MESSAGE));
  }

  private static NodeClass nodeClass(Part part, List<PlannedSetting> rows) {
    if (part.awaiting() != null) {
      return NodeClass.pending;
    }
    if (part.tuning().content() instanceof NodeTuning.NotUnderstood) {
      return Outcome.Unsupported.nodeClass();
    }
    return rows.stream()
        .filter(PlannedSetting::counts)
        .map(row -> nodeClass(part, row))
        .max(NodeClass::compareTo)
        .orElse(NodeClass.ready);
  }

  private static NodeClass nodeClass(Part part, PlannedSetting row) {
    return row.outcome() == Outcome.Planned && part.tuning().enforcing()
        ? NodeClass.pending
        : row.outcome().nodeClass();
  }

  private @Nullable Long drifts(String uid) {
    long drifts =
        past.driftsByTuning().getOrDefault(uid, 0L) + report.driftsByTuning().getOrDefault(uid, 0L);
    return drifts == 0 ? null : drifts;
  }

  private @Nullable List<String> unmatched(String uid) {
    List<String> rules = report.unmatchedRules().getOrDefault(uid, List.of());
    return rules.isEmpty()
        ? null
        : rules.stream()
            .limit(Limits.UNMATCHED_RULES)
            .map(rule -> Text.bounded(rule, Limits.NAME))
            .toList();
  }

  private static @Nullable String message(Part part, List<PlannedSetting> rows) {
    if (part.awaiting() != null) {
      return part.awaiting();
    }
    return switch (part.tuning().content()) {
      case NodeTuning.NotUnderstood notUnderstood ->
          "not understood by this daemon: " + notUnderstood.problem();
      case NodeTuning.Awaited awaited -> awaited.problem();
      case NodeTuning.Understood _ -> ofWorst(part, rows);
    };
  }

  private static @Nullable String ofWorst(Part part, List<PlannedSetting> rows) {
    List<PlannedSetting> bad =
        rows.stream()
            .filter(row -> row.counts() && nodeClass(part, row) != NodeClass.ready)
            .toList();
    Optional<PlannedSetting> worst = WorstSettings.sorted(bad).stream().findFirst();
    return worst
        .map(row ->
            "%s %s%s%s"
                .formatted(
                    row.id(),
                    row.outcome(),
                    bad.size() > 1 ? " and %d more".formatted(bad.size() - 1) : "",
                    row.message().isEmpty() ? "" : ": " + row.message()))
        .orElse(null);
  }
}
