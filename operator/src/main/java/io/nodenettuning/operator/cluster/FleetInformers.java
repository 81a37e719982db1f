package io.nodenettuning.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Placement;
import io.nodenettuning.operator.fleet.StateView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the fleet as the API server has it: one list and watch per kind. */
public final class FleetInformers implements AutoCloseable {
  /** Labels of the daemon's pods. */
  public static final Map<String, String> DAEMON_LABELS =
      Map.of(
          "app.kubernetes.io/name", "nodenettuning",
          "app.kubernetes.io/component", "node-daemon");

  private static final Logger LOG = LoggerFactory.getLogger(FleetInformers.class);

  private final List<SharedIndexInformer<?>> informers;

  /**
   * Informers that feed this fleet once they are started.
   *
   * @param namespace the operator's, where the daemon runs too
   * @param daemonSet name of the daemon's DaemonSet
   * @param tuningGone told of tunings that are gone, also when nobody asked us to clean up
   */
  public FleetInformers(
      Fleet fleet,
      KubernetesClient client,
      String namespace,
      String daemonSet,
      Consumer<ObjectMeta> tuningGone) {
    informers =
        List.of(
            informer(
                client.nodes(),
                Node::new,
                node -> fleet.put(NodeView.of(node)),
                node -> fleet.removeNode(node.getMetadata().getName())),
            informer(
                client.resources(NodeNetTuningState.class),
                NodeNetTuningState::new,
                state -> fleet.put(StateView.of(state)),
                state -> fleet.removeState(state.getMetadata().getName())),
            informer(
                client.pods().inNamespace(namespace).withLabels(DAEMON_LABELS),
                Pod::new,
                pod -> fleet.put(DaemonPod.of(pod)),
                pod -> fleet.removePod(pod.getMetadata().getName())),
            informer(
                client.apps().daemonSets().inNamespace(namespace).withName(daemonSet),
                DaemonSet::new,
                found -> fleet.place(Placement.of(found)),
                gone -> fleet.place(Placement.EVERYWHERE)),
            informer(
                client.resources(NodeNetTuning.class),
                NodeNetTuning::new,
                found -> {},
                gone -> tuningGone.accept(gone.getMetadata())));
  }

  /** Starts them all; the future is done when each has its first list. */
  public CompletableFuture<Void> start() {
    return CompletableFuture.allOf(
        informers.stream()
            .map(SharedIndexInformer::start)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Whether each has had its first list. */
  public boolean hasSynced() {
    return informers.stream().allMatch(SharedIndexInformer::hasSynced);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> informer(
      Informable<T> resources, Supplier<T> empty, Consumer<T> put, Consumer<T> remove) {
    return resources
        .runnableInformer(0)
        .itemStore(Trimmed.to(empty))
        .exceptionHandler((started, problem) -> {
          LOG.atWarn().setCause(problem).log("List and watch failed; trying again");
          return true;
        })
        .addEventHandler(
            new ResourceEventHandler<T>() {
              @Override
              public void onAdd(T object) {
                put.accept(object);
              }

              @Override
              public void onUpdate(T before, T object) {
                if (!before.getMetadata().getUid().equals(object.getMetadata().getUid())) {
                  remove.accept(before); // both events were missed, and a list made them one
                }
                put.accept(object);
              }

              @Override
              public void onDelete(T object, boolean finalStateUnknown) {
                remove.accept(object);
              }
            });
  }
}
