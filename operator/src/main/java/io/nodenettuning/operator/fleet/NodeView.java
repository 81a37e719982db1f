package io.nodenettuning.operator.fleet;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The little that the operator needs of a Node. Heartbeats, images and capacities are left out, so
 * that two views are equal unless something happened that concerns a tuning.
 *
 * @param name name of the Node
 * @param uid uid of the Node; another one under the same name is another node
 * @param bootId the kernel's boot id as the kubelet reports it
 * @param operatingSystem {@code linux} or {@code windows}, as the kubelet reports it
 * @param ready whether the condition {@code Ready} is true
 * @param labels all labels
 * @param taints taints that keep pods away ({@code NoSchedule}, {@code NoExecute})
 */
public record NodeView(
    String name,
    String uid,
    @Nullable String bootId,
    @Nullable String operatingSystem,
    boolean ready,
    Map<String, String> labels,
    List<NodeTaint> taints) {

  /** A taint that keeps pods away from a node unless they tolerate it. */
  public record NodeTaint(String key, @Nullable String value, String effect) {}

  /** What matters of this Node. */
  public static NodeView of(Node node) {
    NodeSystemInfo system = node.getStatus() == null ? null : node.getStatus().getNodeInfo();
    Map<String, String> labels = node.getMetadata().getLabels();
    return new NodeView(
        node.getMetadata().getName(),
        node.getMetadata().getUid(),
        system == null ? null : system.getBootID(),
        system == null ? null : system.getOperatingSystem(),
        isReady(node),
        labels == null ? Map.of() : Map.copyOf(labels),
        taints(node));
  }

  private static boolean isReady(Node node) {
    return node.getStatus() != null
        && node.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static List<NodeTaint> taints(Node node) {
    return Optional.ofNullable(node.getSpec()).stream()
        .flatMap(spec -> spec.getTaints() == null ? Stream.of() : spec.getTaints().stream())
        .filter(taint -> !Objects.equals(taint.getEffect(), "PreferNoSchedule"))
        .map(taint -> new NodeTaint(taint.getKey(), taint.getValue(), taint.getEffect()))
        .toList();
  }
}
