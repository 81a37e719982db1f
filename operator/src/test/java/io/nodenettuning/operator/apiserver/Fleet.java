package io.nodenettuning.operator.apiserver;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.operator.cluster.FleetInformers;
import java.util.Map;
import java.util.UUID;

/** Nodes that come and go, with what their kubelets and the pods of their daemons report. */
final class Fleet {
  private final KubernetesClient admin;

  Fleet(KubernetesClient admin) {
    this.admin = admin;
  }

  /** A node that joins: Ready, with a live daemon. */
  Node joins(String name, Map<String, String> labels) {
    Node node =
        admin
            .resource(
                new NodeBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .addToLabels(labels)
                    .addToLabels("kubernetes.io/os", "linux")
                    .endMetadata()
                    .build())
            .create();
    Node ready = kubelet(node, UUID.randomUUID().toString(), true);
    daemonPod(name, true);
    return ready;
  }

  /** The kubelet's report. */
  Node kubelet(Node node, String bootId, boolean ready) {
    return admin
        .nodes()
        .withName(node.getMetadata().getName())
        .editStatus(current ->
            new NodeBuilder(current)
                .editOrNewStatus()
                .editOrNewNodeInfo()
                .withBootID(bootId)
                .withOperatingSystem("linux")
                .withArchitecture("amd64")
                .withContainerRuntimeVersion("containerd://2")
                .withKernelVersion("6.12")
                .withKubeProxyVersion("")
                .withKubeletVersion("v1.34")
                .withMachineID(bootId)
                .withOsImage("Debian")
                .withSystemUUID(bootId)
                .endNodeInfo()
                .withConditions(
                    new NodeConditionBuilder()
                        .withType("Ready")
                        .withStatus(ready ? "True" : "Unknown")
                        .withReason("Test")
                        .build())
                .endStatus()
                .build());
  }

  /** The node stops reporting: its pod is no longer ready either. */
  void dies(String name) {
    Node node = admin.nodes().withName(name).require();
    kubelet(node, node.getStatus().getNodeInfo().getBootID(), false);
    daemonPod(name, false);
  }

  /** A pod of the daemon on this node. */
  Pod daemonPod(String node, boolean ready) {
    String name = "node-daemon-" + node;
    var pods = admin.pods().inNamespace(ApiServer.NAMESPACE);
    if (pods.withName(name).get() == null) {
      admin
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .withNamespace(ApiServer.NAMESPACE)
                  .addToLabels(FleetInformers.DAEMON_LABELS)
                  .endMetadata()
                  .withNewSpec()
                  .withNodeName(node)
                  .addNewContainer()
                  .withName("daemon")
                  .withImage("daemon")
                  .endContainer()
                  .endSpec()
                  .build())
          .create();
    }
    return pods.withName(name)
        .editStatus(pod ->
            new PodBuilder(pod)
                .editOrNewStatus()
                .withConditions(
                    new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus(ready ? "True" : "False")
                        .build())
                .endStatus()
                .build());
  }

  /** The daemon's pod goes away. */
  void daemonGoes(String node) {
    admin
        .pods()
        .inNamespace(ApiServer.NAMESPACE)
        .withName("node-daemon-" + node)
        .withGracePeriod(0)
        .delete();
  }

  /** The node is taken out of the cluster. */
  void leaves(String node) {
    admin.nodes().withName(node).delete();
    daemonGoes(node);
  }

  /** A change of a Node that concerns nobody, as every heartbeat is. */
  void annotate(String node, String value) {
    admin
        .nodes()
        .withName(node)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"heartbeat\":\"%s\"}}}".formatted(value));
  }

  void relabel(String node, String key, String value) {
    admin
        .nodes()
        .withName(node)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }
}
