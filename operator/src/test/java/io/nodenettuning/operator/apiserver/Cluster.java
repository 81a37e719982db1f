package io.nodenettuning.operator.apiserver;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.cluster.FleetInformers;
import io.nodenettuning.operator.revision.RevisionStore;
import io.nodenettuning.operator.status.ConditionType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What happens around the operator: an admin, kubelets, and the daemons of nodes. */
final class Cluster {
  private final KubernetesClient admin;

  Cluster(KubernetesClient admin) {
    this.admin = admin;
  }

  /** Applies this manifest of a tuning as it is, with fields that this version does not know. */
  NodeNetTuning apply(String yaml) {
    GenericKubernetesResource applied =
        admin
            .genericKubernetesResources("nodenettuning.io/v1alpha1", "NodeNetTuning")
            .load(yaml(yaml))
            .serverSideApply();
    return tuning(applied.getMetadata().getName());
  }

  private static InputStream yaml(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
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

  Optional<NodeNetTuningState> state(String node) {
    return Optional.ofNullable(admin.resources(NodeNetTuningState.class).withName(node).get());
  }

  /** What the node is handed. */
  List<AssignedTuning> handed(String node) {
    return state(node)
        .map(NodeNetTuningState::getSpec)
        .map(spec -> spec.tunings() == null ? List.<AssignedTuning>of() : spec.tunings())
        .orElse(List.of());
  }

  /** Names of the tunings that the node is handed. */
  List<String> handedNames(String node) {
    return handed(node).stream().map(AssignedTuning::name).toList();
  }

  /** The daemon does what it was handed, and all goes well. */
  void daemonReports(String node) {
    daemonReports(node, tuning -> tuning);
  }

  /** The daemon does what it was handed, and says this of each tuning. */
  void daemonReports(String node, UnaryOperator<TuningState> each) {
    daemonReports(node, each, List.of());
  }

  /** The daemon's report, with drifts. */
  void daemonReports(String node, UnaryOperator<TuningState> each, List<Drift> drifts) {
    report(node, ready(handed(node)).map(each).toList(), List.of(), drifts);
  }

  /** The daemon's report, with settings that are not as wished. */
  void daemonReports(String node, List<SettingState> settings, UnaryOperator<TuningState> each) {
    report(node, ready(handed(node)).map(each).toList(), settings, List.of());
  }

  /** The daemon is asked which tunings it has, and says. */
  void daemonHas(String node, List<AssignedTuning> tunings) {
    report(node, ready(tunings).toList(), List.of(), List.of());
  }

  private static Stream<TuningState> ready(List<AssignedTuning> tunings) {
    return tunings.stream()
        .map(entry ->
            new TuningState(
                entry.uid(),
                entry.name(),
                entry.revision(),
                entry.priority(),
                NodeClass.ready,
                Map.of(Outcome.Applied, 4),
                null,
                null,
                null));
  }

  private void report(
      String node, List<TuningState> tunings, List<SettingState> settings, List<Drift> drifts) {
    NodeNetTuningState state = state(node).orElseThrow();
    Node kubelet = admin.nodes().withName(node).require();
    writeStatus(
        node,
        new NodeNetTuningStateStatus(
            kubelet.getMetadata().getUid(),
            kubelet.getStatus().getNodeInfo().getBootID(),
            state.getMetadata().getGeneration(),
            "test",
            null,
            null,
            tunings,
            settings,
            null,
            drifts,
            null,
            null));
  }

  /** Writes this status as the node's daemon. */
  void writeStatus(String node, NodeNetTuningStateStatus status) {
    NodeNetTuningState patch = new NodeNetTuningState();
    patch.getMetadata().setName(node);
    patch.setStatus(status);
    admin
        .resource(patch)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("node-daemon")
                .withForce(true)
                .build());
  }

  /** Deletes without waiting. */
  void delete(String tuning) {
    admin.resources(NodeNetTuning.class).withName(tuning).delete();
  }

  /** Takes all finalizers away, as impatient people do. */
  void dropFinalizers(String tuning) {
    admin
        .resources(NodeNetTuning.class)
        .withName(tuning)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
  }

  void deleteState(String node) {
    admin.resources(NodeNetTuningState.class).withName(node).delete();
  }

  /** Names of the revisions of a tuning. */
  List<String> revisions(String tuning) {
    return admin
        .apps()
        .controllerRevisions()
        .inNamespace(ApiServer.NAMESPACE)
        .withLabel(RevisionStore.TUNING_NAME, tuning)
        .list()
        .getItems()
        .stream()
        .map(revision -> revision.getMetadata().getName())
        .toList();
  }

  NodeNetTuning tuning(String name) {
    return admin.resources(NodeNetTuning.class).withName(name).require();
  }

  boolean isThere(String tuning) {
    return admin.resources(NodeNetTuning.class).withName(tuning).get() != null;
  }

  /** Tells the version of a tuning as it is and after every write. */
  Watch watch(String tuning, Consumer<String> version) {
    return admin
        .resources(NodeNetTuning.class)
        .withName(tuning)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, NodeNetTuning seen) {
                version.accept(seen.getMetadata().getResourceVersion());
              }

              @Override
              public void onClose(WatcherException cause) {}
            });
  }

  NodeNetTuningStatus status(String tuning) {
    return Objects.requireNonNullElseGet(
        tuning(tuning).getStatus(),
        () -> new NodeNetTuningStatus(null, null, null, null, null, null, null, null, null));
  }

  NodeCounts counts(String tuning) {
    return Objects.requireNonNull(status(tuning).counts());
  }

  Optional<Condition> condition(String tuning, ConditionType type) {
    List<Condition> conditions = status(tuning).conditions();
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(c -> c.type().equals(type.name())).findFirst();
  }

  /** The reason of a condition that is there. */
  String reason(String tuning, ConditionType type) {
    return condition(tuning, type).map(c -> c.status() + " " + c.reason()).orElse("absent");
  }

  /** Reasons and notes of the events on this tuning. */
  List<String> events(String tuning) {
    return admin.events().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(tuning))
        .map(event -> event.getReason() + ": " + event.getNote())
        .toList();
  }

  /** Everything away, as it was before. The finalizers go first: no operator may be there. */
  void clear() {
    for (NodeNetTuning tuning : admin.resources(NodeNetTuning.class).list().getItems()) {
      dropFinalizers(tuning.getMetadata().getName());
      delete(tuning.getMetadata().getName());
    }
    admin.pods().inNamespace(ApiServer.NAMESPACE).withGracePeriod(0).delete();
    admin.nodes().delete();
    admin.resources(NodeNetTuningState.class).delete();
    admin.apps().daemonSets().inNamespace(ApiServer.NAMESPACE).delete();
    admin.apps().controllerRevisions().inNamespace(ApiServer.NAMESPACE).delete();
    admin.leases().inNamespace(ApiServer.NAMESPACE).delete();
    admin.events().v1().events().inNamespace("default").delete();
  }
}
