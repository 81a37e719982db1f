package io.nodenettuning.operator.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.operator.fleet.PlainText;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conditions of a tuning: each is decided here and nowhere else. */
final class Conditions {
  private static final int NODES_NAMED = 3;

  private final TuningSituation tuning;
  private final List<NodeStanding> nodes;
  private final NodeCounts counts;
  private final Instant now;

  Conditions(TuningSituation tuning, List<NodeStanding> nodes, NodeCounts counts, Instant now) {
    this.tuning = tuning;
    this.nodes = nodes;
    this.counts = counts;
    this.now = now;
  }

  /** Why, and what there is to say of it. */
  private record Cause(ConditionReason reason, String message) {}

  /** Ready first, then what else holds. */
  List<Condition> all() {
    Cause obstacle = obstacle().orElse(null);
    Condition ready =
        obstacle == null
            ? condition(ConditionType.Ready, Condition.Status.True, fulfilled())
            : condition(ConditionType.Ready, Condition.Status.False, obstacle);
    return Stream.of(
            Optional.of(ready),
            holds(ConditionType.Reconciling, reconciling()),
            holds(ConditionType.Stalled, stalled()),
            accepted(),
            holds(ConditionType.Drifted, drifted()),
            holds(ConditionType.Conflicting, conflicting()),
            holds(ConditionType.Unmatched, unmatched()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Cause fulfilled() {
    if (counts.eligible() == 0) {
      return cause(ConditionReason.NoNodes);
    }
    String apart =
        counts.unavailable() > 0 ? "; %d not ready themselves".formatted(counts.unavailable()) : "";
    int done = counts.eligible() - counts.unavailable();
    if (tuning.mode() == Mode.Audit) {
      String would = "; %d would be written to".formatted(counts.planned());
      return cause(ConditionReason.PlansReported, done, would + apart);
    }
    return cause(ConditionReason.AllNodesReady, done, apart);
  }

  /** What keeps the tuning from being ready, the gravest first. */
  private Optional<Cause> obstacle() {
    return switch (tuning.phase()) {
      case Phase.Releasing releasing -> Optional.of(releasing(releasing));
      case Phase.Refused refused -> Optional.of(notUnderstood(refused));
      case Phase.Accepted _ ->
          defect()
              .or(() -> when(counts.drifted() > 0 && enforces(), ConditionReason.NodesDrifted))
              .or(this::shortcoming)
              .or(this::halt)
              .or(() -> when(counts.unknown() > 0, ConditionReason.NodesUnknown))
              .or(() -> when(isUnfinished(), ConditionReason.NodesPending))
              .or(() -> when(nobodyIsThere(), ConditionReason.NodesUnavailable));
    };
  }

  private Optional<Cause> reconciling() {
    return switch (tuning.phase()) {
      case Phase.Refused _ -> Optional.empty();
      case Phase.Releasing releasing -> Optional.of(releasing(releasing));
      case Phase.Accepted _ ->
          when(isUnfinished() && !tuning.paused(), ConditionReason.NodesPending)
              .or(() -> when(counts.unknown() > 0, ConditionReason.NodesUnknown));
    };
  }

  private Optional<Cause> stalled() {
    return switch (tuning.phase()) {
      case Phase.Releasing _ -> Optional.empty();
      case Phase.Refused refused -> Optional.of(notUnderstood(refused));
      case Phase.Accepted _ ->
          counts.pending() > 0 || counts.unknown() > 0
              ? Optional.empty()
              : defect().or(this::shortcoming);
    };
  }

  private Optional<Condition> accepted() {
    return tuning.phase() instanceof Phase.Refused refused
        ? Optional.of(
            condition(ConditionType.Accepted, Condition.Status.False, notUnderstood(refused)))
        : Optional.empty();
  }

  private Optional<Cause> defect() {
    return when(counts.failing() > 0 && enforces(), ConditionReason.NodesFailing);
  }

  private Optional<Cause> shortcoming() {
    return when(counts.incomplete() > 0 && enforces(), ConditionReason.NodesIncomplete);
  }

  private Optional<Cause> drifted() {
    return when(counts.drifted() > 0, ConditionReason.NodesDrifted);
  }

  private Optional<Cause> conflicting() {
    return nodes.stream().allMatch(node -> node.conflict() == null)
        ? Optional.empty()
        : Optional.of(
            about(
                ConditionReason.SettingsConflict,
                node -> node.conflict() != null,
                node -> Objects.requireNonNullElse(node.conflict(), "")));
  }

  private Optional<Cause> unmatched() {
    List<List<String>> reports =
        nodes.stream().flatMap(node -> node.unmatchedRules().stream()).toList();
    String rules =
        reports.stream()
            .flatMap(List::stream)
            .distinct()
            .filter(rule -> reports.stream().allMatch(report -> report.contains(rule)))
            .collect(Collectors.joining(", "));
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(cause(ConditionReason.RulesUnmatched, reports.size(), ": " + rules));
  }

  private Optional<Cause> halt() {
    return tuning.paused() && counts.updated() < counts.eligible()
        ? Optional.of(cause(ConditionReason.Paused, counts.updated(), ""))
        : Optional.empty();
  }

  private boolean enforces() {
    return tuning.mode() == Mode.Enforce;
  }

  private boolean isUnfinished() {
    return counts.pending() > 0 || counts.updated() < counts.eligible();
  }

  private boolean nobodyIsThere() {
    return counts.eligible() > 0 && counts.unavailable() == counts.eligible();
  }

  private static Cause notUnderstood(Phase.Refused refused) {
    return new Cause(
        ConditionReason.NotUnderstood,
        ConditionReason.NotUnderstood.sentence("") + ": " + refused.problem());
  }

  private static Cause releasing(Phase.Releasing releasing) {
    List<String> names = releasing.waitingFor();
    String nodes = names.size() == 1 ? "1 node" : names.size() + " nodes";
    return new Cause(
        ConditionReason.Releasing,
        ConditionReason.Releasing.sentence(nodes) + (names.isEmpty() ? "" : ": " + some(names)));
  }

  private static Cause cause(ConditionReason reason) {
    return new Cause(reason, reason.sentence(""));
  }

  private Cause cause(ConditionReason reason, int number, String detail) {
    String nodes =
        "%d of %d %s"
            .formatted(number, counts.eligible(), counts.eligible() == 1 ? "node" : "nodes");
    return new Cause(reason, reason.sentence(nodes) + detail);
  }

  private Cause about(
      ConditionReason reason, Predicate<NodeStanding> which, Function<NodeStanding, String> said) {
    List<String> named =
        nodes.stream()
            .filter(which)
            .sorted(NotReady.MOST_URGENT_FIRST)
            .map(node -> "%s (%s)".formatted(node.node(), said.apply(node)))
            .toList();
    return cause(reason, named.size(), named.isEmpty() ? "" : ": " + some(named));
  }

  private Optional<Cause> when(boolean holds, ConditionReason reason) {
    return holds
        ? Optional.of(
            about(reason, node -> reason.isAbout(node.nodeClass()), NodeStanding::message))
        : Optional.empty();
  }

  private static String some(List<String> names) {
    String shown = names.stream().limit(NODES_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NODES_NAMED;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  private Optional<Condition> holds(ConditionType type, Optional<Cause> cause) {
    return cause.map(why -> condition(type, Condition.Status.True, why));
  }

  /** The time of the last transition stays while the status does. */
  private Condition condition(ConditionType type, Condition.Status status, Cause cause) {
    Condition before = before(type);
    return new Condition(
        type.name(),
        status,
        tuning.generation(),
        before != null && before.status() == status ? before.lastTransitionTime() : now.toString(),
        cause.reason().name(),
        PlainText.of(cause.message(), Limits.CONDITION_MESSAGE));
  }

  private @Nullable Condition before(ConditionType type) {
    return tuning.previous().conditions() == null
        ? null
        : tuning.previous().conditions().stream()
            .filter(condition -> type.name().equals(condition.type()))
            .findFirst()
            .orElse(null);
  }
}
