package io.nodenettuning.operator.tuning;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the statuses of tunings: not at all when nothing changed, at once when a condition did,
 * else at most once a second, and of drifts alone at most every ten. Remembers what it wrote until
 * the cache shows it.
 */
final class StatusWriter {
  static final Duration PACE = Duration.ofSeconds(1);

  /**
   * Between drifts, the first of which is told like all else: a fleet that fights with something
   * must not fill the store.
   */
  static final Duration DRIFTS_PACE = Duration.ofSeconds(10);

  private static final NodeNetTuningStatus NONE =
      new NodeNetTuningStatus(null, null, null, null, null, null, null, null, null);

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Map<String, Written> written = new ConcurrentHashMap<>();

  StatusWriter(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * A status that was written.
   *
   * @param drifted when drifts were last told
   */
  private record Written(NodeNetTuningStatus status, long version, Instant at, Instant drifted) {}

  /** The status as it is: what the cache shows, unless what was written is newer. */
  NodeNetTuningStatus current(NodeNetTuning tuning) {
    Written last = written.get(tuning.getMetadata().getUid());
    if (last != null && version(tuning) < last.version()) {
      return last.status();
    }
    return tuning.getStatus() == null ? NONE : tuning.getStatus();
  }

  /**
   * Brings the status to this.
   *
   * @return how long to wait before trying again, when it is too early to write
   */
  Optional<Duration> write(NodeNetTuning tuning, NodeNetTuningStatus status) {
    NodeNetTuningStatus current = current(tuning);
    if (status.equals(current)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Written last = written.get(tuning.getMetadata().getUid());
    if (last != null && !isUrgent(current, status)) {
      Duration early = Duration.between(now, last.at().plus(PACE));
      if (isDriftsOnly(current, status)) {
        early = longer(early, Duration.between(now, last.drifted().plus(DRIFTS_PACE)));
      }
      if (early.isPositive()) {
        return Optional.of(early);
      }
    }
    NodeNetTuning answer = apply(tuning, status);
    boolean drifted = drifts(current) != drifts(status);
    Instant before = last == null ? Instant.EPOCH : last.drifted();
    written.put(
        tuning.getMetadata().getUid(),
        new Written(status, version(answer), now, drifted ? now : before));
    return Optional.empty();
  }

  private static long drifts(NodeNetTuningStatus status) {
    return Objects.requireNonNullElse(status.driftsTotal(), 0L);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** The tuning is gone. */
  void forget(String uid) {
    written.remove(uid);
  }

  /** Whether a word for programs changed; numbers and sentences can wait. */
  private static boolean isUrgent(NodeNetTuningStatus current, NodeNetTuningStatus status) {
    return !Objects.equals(current.observedGeneration(), status.observedGeneration())
        || !Objects.equals(current.currentRevision(), status.currentRevision())
        || !Objects.equals(current.updateRevision(), status.updateRevision())
        || !words(current).equals(words(status));
  }

  private static boolean isDriftsOnly(NodeNetTuningStatus current, NodeNetTuningStatus status) {
    return withoutDrifts(current).equals(withoutDrifts(status));
  }

  private static NodeNetTuningStatus withoutDrifts(NodeNetTuningStatus status) {
    return new NodeNetTuningStatus(
        status.observedGeneration(),
        status.currentRevision(),
        status.updateRevision(),
        status.counts(),
        status.notReady(),
        status.notReadyOmitted(),
        null,
        null,
        status.conditions());
  }

  private static List<String> words(NodeNetTuningStatus status) {
    List<Condition> conditions = status.conditions() == null ? List.of() : status.conditions();
    return conditions.stream().map(c -> c.type() + c.status() + c.reason()).toList();
  }

  private NodeNetTuning apply(NodeNetTuning tuning, NodeNetTuningStatus status) {
    NodeNetTuning patch = new NodeNetTuning();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(tuning.getMetadata().getName())
            .withUid(tuning.getMetadata().getUid())
            .build());
    patch.setStatus(status);
    return client
        .resource(patch)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(TuningReconciler.FIELD_MANAGER)
                .withForce(true)
                .build());
  }

  private static long version(NodeNetTuning tuning) {
    return Long.parseLong(tuning.getMetadata().getResourceVersion());
  }
}
