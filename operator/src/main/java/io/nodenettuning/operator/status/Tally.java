package io.nodenettuning.operator.status;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Nodes counted by how they stand. */
final class Tally {
  private Tally() {}

  /** Each node counts once: in its class, or as planned when it would be ready but for writing. */
  static NodeCounts of(int selected, List<NodeStanding> nodes) {
    Map<NodeClass, Integer> classes = new EnumMap<>(NodeClass.class);
    int planned = 0;
    for (NodeStanding node : nodes) {
      if (node.reason() == NodeReason.Planned) {
        planned++;
      } else {
        classes.merge(node.nodeClass(), 1, Integer::sum);
      }
    }
    return new NodeCounts(
        selected,
        nodes.size(),
        (int) nodes.stream().filter(NodeStanding::updated).count(),
        classes.getOrDefault(NodeClass.ready, 0),
        classes.getOrDefault(NodeClass.pending, 0),
        classes.getOrDefault(NodeClass.drifted, 0),
        classes.getOrDefault(NodeClass.incomplete, 0),
        classes.getOrDefault(NodeClass.failing, 0),
        classes.getOrDefault(NodeClass.unavailable, 0),
        classes.getOrDefault(NodeClass.unknown, 0),
        planned);
  }
}
