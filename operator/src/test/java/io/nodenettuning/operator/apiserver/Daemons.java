package io.nodenettuning.operator.apiserver;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What nodes are handed, and what their daemons say of it. */
final class Daemons {
  private final KubernetesClient admin;

  Daemons(KubernetesClient admin) {
    this.admin = admin;
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
  void report(String node) {
    report(node, tuning -> tuning);
  }

  /** The daemon does what it was handed, and says this of each tuning. */
  void report(String node, UnaryOperator<TuningState> each) {
    report(node, each, List.of());
  }

  /** The daemon's report, with drifts. */
  void report(String node, UnaryOperator<TuningState> each, List<Drift> drifts) {
    report(node, handed(node).stream().map(Reports::ready).map(each).toList(), List.of(), drifts);
  }

  /** The daemon's report, with settings that are not as wished. */
  void report(String node, List<SettingState> settings, UnaryOperator<TuningState> each) {
    report(node, handed(node).stream().map(Reports::ready).map(each).toList(), settings, List.of());
  }

  /** The daemon is asked which tunings it has, and says. */
  void has(String node, List<AssignedTuning> tunings) {
    report(node, tunings.stream().map(Reports::ready).toList(), List.of(), List.of());
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
}
