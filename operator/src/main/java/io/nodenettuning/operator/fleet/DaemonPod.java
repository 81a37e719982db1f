package io.nodenettuning.operator.fleet;

import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * A pod of the node daemon.
 *
 * @param name name of the pod
 * @param node the node it runs on, once it is scheduled
 * @param ready whether the condition {@code Ready} is true and the pod is not on its way out
 */
public record DaemonPod(String name, @Nullable String node, boolean ready) {

  /** What the daemon of a node is doing, as far as its pods tell. */
  public enum Presence {
    /** No pod of the daemon is on the node. */
    Absent,
    /** There is one, but it is not ready. */
    NotReady,
    /** A pod is ready. */
    Ready
  }

  /** What matters of this pod. */
  public static DaemonPod of(Pod pod) {
    boolean ready =
        pod.getStatus() != null
            && pod.getMetadata().getDeletionTimestamp() == null
            && pod.getStatus().getConditions().stream()
                .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    return new DaemonPod(pod.getMetadata().getName(), node, ready);
  }
}
