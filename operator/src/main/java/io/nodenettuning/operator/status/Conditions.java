package io.nodenettuning.operator.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.operator.fleet.PlainText;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /** Ready first, then what else holds. */
  List<Condition> all() {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(ready());
    reconciling().ifPresent(conditions::add);
    stalled().ifPresent(conditions::add);
    accepted().ifPresent(conditions::add);
    drifted().ifPresent(conditions::add);
    conflicting().ifPresent(conditions::add);
    unmatched().ifPresent(conditions::add);
    return conditions;
  }

  private Condition ready() {
    return switch (tuning.phase()) {
      case Phase.Releasing releasing -> notReady(ConditionReason.Releasing, waitingFor(releasing));
      case Phase.Refused refused -> notReady(ConditionReason.NotUnderstood, refused.problem());
      case Phase.Accepted _ -> obstacle().orElseGet(this::isReady);
    };
  }

  private Condition isReady() {
    ConditionReason reason =
        counts.eligible() == 0
            ? ConditionReason.NoNodes
            : tuning.mode() == Mode.Audit
                ? ConditionReason.PlansReported
                : ConditionReason.AllNodesReady;
    return condition(ConditionType.Ready, Condition.Status.True, reason, summary());
  }

  /** What keeps the tuning from being ready, the gravest first. */
  private Optional<Condition> obstacle() {
    if (tuning.mode() == Mode.Enforce) {
      if (counts.failing() > 0) {
        return Optional.of(notReady(ConditionReason.NodesFailing, named(NodeClass.failing)));
      }
      if (counts.drifted() > 0) {
        return Optional.of(notReady(ConditionReason.NodesDrifted, named(NodeClass.drifted)));
      }
      if (counts.incomplete() > 0) {
        return Optional.of(notReady(ConditionReason.NodesIncomplete, named(NodeClass.incomplete)));
      }
    }
    if (tuning.paused() && counts.updated() < counts.eligible()) {
      return Optional.of(notReady(ConditionReason.Paused, summary()));
    }
    if (counts.unknown() > 0) {
      return Optional.of(notReady(ConditionReason.NodesUnknown, named(NodeClass.unknown)));
    }
    if (counts.pending() > 0 || counts.updated() < counts.eligible()) {
      return Optional.of(notReady(ConditionReason.NodesPending, named(NodeClass.pending)));
    }
    return counts.eligible() > 0 && counts.unavailable() == counts.eligible()
        ? Optional.of(notReady(ConditionReason.NodesUnavailable, named(NodeClass.unavailable)))
        : Optional.empty();
  }

  private Optional<Condition> reconciling() {
    return switch (tuning.phase()) {
      case Phase.Refused _ -> Optional.empty();
      case Phase.Releasing releasing ->
          holds(ConditionType.Reconciling, ConditionReason.Releasing, waitingFor(releasing));
      case Phase.Accepted _ -> {
        boolean toDo = counts.updated() < counts.eligible() || counts.pending() > 0;
        if (toDo && !tuning.paused()) {
          yield holds(
              ConditionType.Reconciling, ConditionReason.NodesPending, named(NodeClass.pending));
        }
        yield counts.unknown() > 0
            ? holds(
                ConditionType.Reconciling, ConditionReason.NodesUnknown, named(NodeClass.unknown))
            : Optional.empty();
      }
    };
  }

  private Optional<Condition> stalled() {
    return switch (tuning.phase()) {
      case Phase.Releasing _ -> Optional.empty();
      case Phase.Refused refused ->
          holds(ConditionType.Stalled, ConditionReason.NotUnderstood, refused.problem());
      case Phase.Accepted _ -> {
        boolean moving = counts.pending() > 0 || counts.unknown() > 0;
        if (moving || tuning.mode() == Mode.Audit) {
          yield Optional.empty();
        }
        if (counts.failing() > 0) {
          yield holds(
              ConditionType.Stalled, ConditionReason.NodesFailing, named(NodeClass.failing));
        }
        yield counts.incomplete() > 0
            ? holds(
                ConditionType.Stalled, ConditionReason.NodesIncomplete, named(NodeClass.incomplete))
            : Optional.empty();
      }
    };
  }

  private Optional<Condition> accepted() {
    return tuning.phase() instanceof Phase.Refused refused
        ? Optional.of(
            condition(
                ConditionType.Accepted,
                Condition.Status.False,
                ConditionReason.NotUnderstood,
                refused.problem()))
        : Optional.empty();
  }

  private Optional<Condition> drifted() {
    return counts.drifted() == 0
        ? Optional.empty()
        : holds(ConditionType.Drifted, ConditionReason.NodesDrifted, named(NodeClass.drifted));
  }

  private Optional<Condition> conflicting() {
    Predicate<NodeStanding> disagrees =
        node ->
            node.report() != null
                && node.report().outcomes() != null
                && node.report().outcomes().getOrDefault(Outcome.Conflict, 0) > 0;
    return nodes.stream().noneMatch(disagrees)
        ? Optional.empty()
        : holds(ConditionType.Conflicting, ConditionReason.SettingsConflict, named(disagrees));
  }

  private Optional<Condition> unmatched() {
    Set<String> rules = null;
    int reports = 0;
    for (NodeStanding node : nodes) {
      if (node.report() != null) {
        List<String> here = node.report().unmatchedRules();
        rules = rules == null ? new LinkedHashSet<>() : rules;
        if (reports++ == 0) {
          rules.addAll(here == null ? List.of() : here);
        } else {
          rules.retainAll(here == null ? List.of() : here);
        }
      }
    }
    return rules == null || rules.isEmpty()
        ? Optional.empty()
        : holds(
            ConditionType.Unmatched,
            ConditionReason.RulesUnmatched,
            "%s on %s".formatted(String.join(", ", rules), nodes(reports)));
  }

  private String waitingFor(Phase.Releasing releasing) {
    List<String> names = releasing.waitingFor();
    return names.isEmpty()
        ? "no node is waited for"
        : "waiting for %s: %s".formatted(nodes(names.size()), some(names));
  }

  private String named(NodeClass nodeClass) {
    return named(node -> node.nodeClass() == nodeClass);
  }

  private String named(Predicate<NodeStanding> which) {
    List<NodeStanding> all =
        nodes.stream().filter(which).sorted(NotReady.MOST_URGENT_FIRST).toList();
    return "%s of %d: %s"
        .formatted(
            nodes(all.size()),
            counts.eligible(),
            some(all.stream().map(node -> node.node() + " (" + node.message() + ")").toList()));
  }

  private static String some(List<String> names) {
    String shown = names.stream().limit(NODES_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NODES_NAMED;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  private String summary() {
    String text = "%s, %d updated".formatted(nodes(counts.eligible()), counts.updated());
    if (counts.planned() > 0) {
      text += ", %d would be written to".formatted(counts.planned());
    }
    return counts.unavailable() > 0
        ? text + ", %d not ready themselves".formatted(counts.unavailable())
        : text;
  }

  private static String nodes(int number) {
    return number == 1 ? "1 node" : number + " nodes";
  }

  private Condition notReady(ConditionReason reason, String detail) {
    return condition(ConditionType.Ready, Condition.Status.False, reason, detail);
  }

  private Optional<Condition> holds(ConditionType type, ConditionReason reason, String detail) {
    return Optional.of(condition(type, Condition.Status.True, reason, detail));
  }

  /** The time of the last transition stays while the status does. */
  private Condition condition(
      ConditionType type, Condition.Status status, ConditionReason reason, String detail) {
    Condition before = before(type);
    return new Condition(
        type.name(),
        status,
        tuning.generation(),
        before != null && before.status() == status ? before.lastTransitionTime() : now.toString(),
        reason.name(),
        PlainText.of(reason.sentence() + " " + detail, Limits.CONDITION_MESSAGE));
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
