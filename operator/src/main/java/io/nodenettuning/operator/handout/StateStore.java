package io.nodenettuning.operator.handout;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.StateView;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * States on the API server. Every write is conditional on what the decision was made on; a write
 * that comes too late is refused by the server and shows as {@link Outdated}.
 */
final class StateStore {
  private final KubernetesClient client;

  StateStore(KubernetesClient client) {
    this.client = client;
  }

  /** The object is not what was decided on: read it and decide again. */
  static final class Outdated extends Exception {
    private static final long serialVersionUID = 1;

    Outdated(String message) {
      super(message);
    }
  }

  /** All tunings, read consistently. */
  List<NodeNetTuning> tunings() {
    return client.resources(NodeNetTuning.class).list().getItems();
  }

  /** The state of this node, read consistently. */
  Optional<StateView> get(String node) {
    return Optional.ofNullable(client.resources(NodeNetTuningState.class).withName(node).get())
        .map(StateView::of);
  }

  /** Makes a state with these tunings; with null it asks the node which it has. */
  void create(NodeView node, @Nullable List<AssignedTuning> tunings) throws Outdated {
    NodeNetTuningState state = new NodeNetTuningState();
    state.setMetadata(
        new ObjectMetaBuilder()
            .withName(node.name())
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("Node")
                    .withName(node.name())
                    .withUid(node.uid())
                    .build())
            .build());
    state.setSpec(new NodeNetTuningStateSpec(node.uid(), null, tunings));
    ifUnchanged(() -> client.resource(state).create());
  }

  /** Changes what was handed out, and nothing else of the object. */
  void update(StateView decidedOn, List<AssignedTuning> tunings) throws Outdated {
    String patch =
        client
            .getKubernetesSerialization()
            .asJson(
                Map.of(
                    "metadata",
                    Map.of("resourceVersion", decidedOn.resourceVersion()),
                    "spec",
                    Map.of("tunings", tunings)));
    ifThere(() ->
        client
            .resources(NodeNetTuningState.class)
            .withName(decidedOn.name())
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  /** Deletes this very version; the API knows no other answer to one that is gone than nothing. */
  void delete(StateView decidedOn) throws Outdated {
    AtomicBoolean deleted = new AtomicBoolean();
    ifThere(() ->
        deleted.set(
            !client
                .resources(NodeNetTuningState.class)
                .withName(decidedOn.name())
                .lockResourceVersion(decidedOn.resourceVersion())
                .delete()
                .isEmpty()));
    if (!deleted.get()) {
      throw new Outdated("the state of " + decidedOn.name() + " is gone");
    }
  }

  /** Of one that should be there, that it is not is another way of having changed. */
  private static void ifThere(Runnable write) throws Outdated {
    try {
      ifUnchanged(write);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new Outdated(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static void ifUnchanged(Runnable write) throws Outdated {
    try {
      write.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        throw new Outdated(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
