package io.nodenettuning.operator.fleet;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the daemon can run: the node selector, required node affinity and tolerations of its
 * DaemonSet. A node outside is not eligible: nothing is handed out to it, and nobody waits for it.
 *
 * @param nodeSelector labels that a node needs
 * @param terms alternatives of the required node affinity; none means everywhere
 * @param tolerations taints that do not keep the daemon away; null means that all are tolerated
 */
public record Placement(
    Map<String, String> nodeSelector,
    List<NodeSelectorTerm> terms,
    @Nullable List<Toleration> tolerations) {

  /** Every node: what is assumed while the DaemonSet has not been seen. */
  public static final Placement EVERYWHERE = new Placement(Map.of(), List.of(), null);

  /** Taints that the DaemonSet controller tolerates for every pod it makes. */
  private static final Set<String> TOLERATED_BY_CONTROLLER =
      Set.of(
          "node.kubernetes.io/not-ready",
          "node.kubernetes.io/unreachable",
          "node.kubernetes.io/disk-pressure",
          "node.kubernetes.io/memory-pressure",
          "node.kubernetes.io/pid-pressure",
          "node.kubernetes.io/unschedulable",
          "node.kubernetes.io/network-unavailable");

  private static final String VIRTUAL_KUBELET_TAINT = "virtual-kubelet.io/provider";

  /** Where the pods of this DaemonSet can run. */
  public static Placement of(DaemonSet daemonSet) {
    PodSpec pod = daemonSet.getSpec().getTemplate().getSpec();
    NodeAffinity affinity = pod.getAffinity() == null ? null : pod.getAffinity().getNodeAffinity();
    List<NodeSelectorTerm> terms =
        affinity == null || affinity.getRequiredDuringSchedulingIgnoredDuringExecution() == null
            ? List.of()
            : affinity.getRequiredDuringSchedulingIgnoredDuringExecution().getNodeSelectorTerms();
    return new Placement(
        Optional.ofNullable(pod.getNodeSelector()).orElse(Map.of()),
        terms,
        Optional.ofNullable(pod.getTolerations()).orElse(List.of()));
  }

  /** Whether the node can have a daemon: Linux, a real machine, and where the DaemonSet goes. */
  public boolean admits(NodeView node) {
    return isLinux(node)
        && !isVirtual(node)
        && node.labels().entrySet().containsAll(nodeSelector.entrySet())
        && (terms.isEmpty() || terms.stream().anyMatch(term -> matches(term, node)))
        && node.taints().stream().allMatch(this::tolerates);
  }

  private static boolean isLinux(NodeView node) {
    String system = node.labels().getOrDefault("kubernetes.io/os", node.operatingSystem());
    return system == null || system.equals("linux");
  }

  private static boolean isVirtual(NodeView node) {
    return "virtual-kubelet".equals(node.labels().get("type"))
        || "fargate".equals(node.labels().get("eks.amazonaws.com/compute-type"))
        || node.taints().stream().anyMatch(taint -> VIRTUAL_KUBELET_TAINT.equals(taint.key()));
  }

  /** An empty term matches nothing, as the scheduler has it. */
  private static boolean matches(NodeSelectorTerm term, NodeView node) {
    List<NodeSelectorRequirement> all = new ArrayList<>();
    term.getMatchExpressions().forEach(all::add);
    return !(all.isEmpty() && term.getMatchFields().isEmpty())
        && all.stream().allMatch(e -> holds(e, node.labels().get(e.getKey())))
        && term.getMatchFields().stream().allMatch(e -> holds(e, field(e.getKey(), node)));
  }

  private static @Nullable String field(String key, NodeView node) {
    return "metadata.name".equals(key) ? node.name() : null;
  }

  private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
    List<String> values = requirement.getValues();
    return switch (requirement.getOperator()) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> compare(value, values) > 0;
      case "Lt" -> compare(value, values) < 0;
      default -> false; // a string of the Kubernetes API: unknown operators match nothing
    };
  }

  /** Zero, which satisfies neither operator, when either side is not a number. */
  private static int compare(@Nullable String value, List<String> values) {
    try {
      return value == null || values.isEmpty()
          ? 0
          : Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private boolean tolerates(NodeView.NodeTaint taint) {
    return tolerations == null
        || TOLERATED_BY_CONTROLLER.contains(taint.key())
        || tolerations.stream().anyMatch(toleration -> tolerates(toleration, taint));
  }

  private static boolean tolerates(Toleration toleration, NodeView.NodeTaint taint) {
    boolean effect =
        isBlank(toleration.getEffect()) || toleration.getEffect().equals(taint.effect());
    boolean exists = "Exists".equals(toleration.getOperator());
    boolean key = isBlank(toleration.getKey()) ? exists : toleration.getKey().equals(taint.key());
    String wanted = Objects.requireNonNullElse(toleration.getValue(), "");
    return effect
        && key
        && (exists || wanted.equals(Objects.requireNonNullElse(taint.value(), "")));
  }

  private static boolean isBlank(@Nullable String string) {
    return string == null || string.isEmpty();
  }
}
