package io.nodenettuning.operator.apiserver;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.revision.RevisionStore;
import io.nodenettuning.operator.status.ConditionType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What an admin does and sees. */
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
