package io.nodenettuning.operator.event;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.status.ConditionReason;
import io.nodenettuning.operator.status.ConditionType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be told of a change of a tuning's status. A status that stays says nothing. */
public final class StatusChanges {
  private StatusChanges() {}

  /** What happened between these two. */
  public static List<Occurrence> between(NodeNetTuningStatus before, NodeNetTuningStatus after) {
    return Stream.of(
            applied(before, after),
            degraded(before, after),
            began(before, after, ConditionType.Accepted, EventReason.NotUnderstood),
            began(before, after, ConditionType.Conflicting, EventReason.Conflicting),
            began(before, after, ConditionType.Unmatched, EventReason.Unmatched))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Occurrence> applied(
      NodeNetTuningStatus before, NodeNetTuningStatus after) {
    return condition(after, ConditionType.Ready)
        .filter(ready -> ready.reason().equals(ConditionReason.AllNodesReady.name()))
        .filter(_ ->
            !Objects.equals(before.currentRevision(), after.currentRevision())
                || wasDegraded(before))
        .map(ready ->
            new Occurrence(
                EventReason.Applied,
                "Revision %s: %s".formatted(after.currentRevision(), ready.message()),
                after.currentRevision() + ready.lastTransitionTime(),
                null));
  }

  private static Optional<Occurrence> degraded(
      NodeNetTuningStatus before, NodeNetTuningStatus after) {
    return wasDegraded(before)
        ? Optional.empty()
        : condition(after, ConditionType.Ready)
            .filter(_ -> wasDegraded(after))
            .map(ready ->
                new Occurrence(
                    EventReason.Degraded,
                    ready.message(),
                    after.updateRevision() + ready.lastTransitionTime() + ready.reason(),
                    null));
  }

  private static boolean wasDegraded(NodeNetTuningStatus status) {
    return condition(status, ConditionType.Ready)
        .map(Condition::reason)
        .filter(reason ->
            reason.equals(ConditionReason.NodesFailing.name())
                || reason.equals(ConditionReason.NodesIncomplete.name()))
        .isPresent();
  }

  private static Optional<Occurrence> began(
      NodeNetTuningStatus before,
      NodeNetTuningStatus after,
      ConditionType type,
      EventReason reason) {
    return condition(before, type).isPresent()
        ? Optional.empty()
        : condition(after, type)
            .map(now ->
                new Occurrence(
                    reason, now.message(), type.name() + now.lastTransitionTime(), null));
  }

  private static Optional<Condition> condition(NodeNetTuningStatus status, ConditionType type) {
    return status.conditions() == null
        ? Optional.empty()
        : status.conditions().stream().filter(c -> type.name().equals(c.type())).findFirst();
  }
}
