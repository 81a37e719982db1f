package io.nodenettuning.operator.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.api.NotReadyNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that are not ready, those that somebody has to look at first.
 *
 * @param worst as many as fit
 * @param omitted the number of the others
 */
record NotReady(List<NotReadyNode> worst, int omitted) {

  /** Failing nodes before those that only take their time, else a rollout would hide them. */
  private static final List<NodeClass> URGENCY =
      List.of(
          NodeClass.failing,
          NodeClass.drifted,
          NodeClass.unknown,
          NodeClass.incomplete,
          NodeClass.unavailable,
          NodeClass.pending,
          NodeClass.ready);

  static final Comparator<NodeStanding> MOST_URGENT_FIRST =
      Comparator.comparingInt((NodeStanding node) -> URGENCY.indexOf(node.nodeClass()))
          .thenComparing(NodeStanding::node);

  /** A node that was not ready for the same reason before keeps the time since when. */
  static NotReady of(List<NodeStanding> nodes, NodeNetTuningStatus previous, Instant now) {
    Map<String, NotReadyNode> before =
        previous.notReady() == null
            ? Map.of()
            : previous.notReady().stream()
                .collect(Collectors.toMap(NotReadyNode::node, Function.identity(), (a, b) -> a));
    List<NodeStanding> notReady =
        nodes.stream()
            .filter(node -> node.nodeClass() != NodeClass.ready)
            .sorted(MOST_URGENT_FIRST)
            .toList();
    return new NotReady(
        notReady.stream()
            .limit(Limits.NOT_READY)
            .map(node -> entry(node, before.get(node.node()), now))
            .toList(),
        Math.max(0, notReady.size() - Limits.NOT_READY));
  }

  private static NotReadyNode entry(NodeStanding node, @Nullable NotReadyNode before, Instant now) {
    String reason = node.reason().name();
    String since =
        before != null && before.nodeClass() == node.nodeClass() && reason.equals(before.reason())
            ? before.since()
            : now.toString();
    return new NotReadyNode(node.node(), node.nodeClass(), since, reason, node.message());
  }
}
