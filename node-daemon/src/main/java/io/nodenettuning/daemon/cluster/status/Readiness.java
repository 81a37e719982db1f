package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.agent.Report;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons of the condition {@code Ready}; the name is the reason. */
enum Readiness {
  /** Every setting is as wished. */
  AsWished,
  /** No tuning selects the node. */
  NothingAssigned,
  /** Something cannot be had on this node. */
  Incomplete,
  /** Something else changed a setting and it is not put back. */
  Drifted,
  /** The kernel refuses a setting, or a writer keeps changing it. */
  Failing,
  /** The node has not done its part yet. */
  Pending,
  /** The node may not write now. */
  Held,
  /** A setting that no tuning names any more could not be given its original back. */
  NotRestored;

  static final String CONDITION = "Ready";

  /** How the node stands: as the worst of its tunings. */
  static Readiness of(Report report, List<TuningState> tunings) {
    NodeClass worst =
        tunings.stream()
            .map(TuningState::nodeClass)
            .max(Comparator.naturalOrder())
            .orElse(NodeClass.ready);
    return switch (worst) {
      case ready -> {
        if (!notRestored(report).isEmpty()) {
          yield NotRestored;
        }
        yield tunings.isEmpty() ? NothingAssigned : AsWished;
      }
      case incomplete -> Incomplete;
      case drifted -> Drifted;
      case failing -> Failing;
      case pending, unavailable, unknown -> report.assignment().hold() ? Held : Pending;
    };
  }

  Condition.Status status() {
    return switch (this) {
      case AsWished, NothingAssigned -> Condition.Status.True;
      case Incomplete, Drifted, Failing, Pending, Held, NotRestored -> Condition.Status.False;
    };
  }

  /** The sentence for people, longer than a message may be in the worst case. */
  String message(Report report, List<TuningState> tunings) {
    return switch (this) {
      case AsWished ->
          tunings.size() == 1
              ? "the tuning is as wished"
              : "all %d tunings are as wished".formatted(tunings.size());
      case NothingAssigned -> "no tuning selects this node";
      case NotRestored -> "the original did not come back: " + notRestored(report);
      case Incomplete, Drifted, Failing, Pending, Held -> {
        List<TuningState> bad =
            tunings.stream()
                .filter(state -> state.nodeClass() != NodeClass.ready)
                .sorted(Comparator.comparing(TuningState::nodeClass).reversed())
                .toList();
        yield "%s%d of %d tunings not ready: %s"
            .formatted(
                this == Held ? "nothing is written while hold is set; " : "",
                bad.size(),
                tunings.size(),
                bad.stream().map(Readiness::sentence).collect(Collectors.joining("; ")));
      }
    };
  }

  private static String sentence(TuningState state) {
    return state.message() == null
        ? "%s is %s".formatted(state.name(), state.nodeClass())
        : "%s: %s".formatted(state.name(), state.message());
  }

  private static String notRestored(Report report) {
    return report.settings().stream()
        .filter(row -> WorstSettings.isLetGo(row))
        .filter(row -> row.outcome().nodeClass() == NodeClass.failing)
        .map(row -> row.id() + ": " + row.message())
        .collect(Collectors.joining("; "));
  }
}
