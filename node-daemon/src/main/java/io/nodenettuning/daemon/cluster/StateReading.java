package io.nodenettuning.daemon.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this node's object part by part: a status that a newer daemon wrote, and that this one
 * cannot read, must not hide the spec.
 */
final class StateReading {
  private static final Logger LOG = LoggerFactory.getLogger(StateReading.class);

  private StateReading() {}

  /** The object; nothing when its spec cannot be read. */
  static Optional<StateObject> of(GenericKubernetesResource resource) {
    NodeNetTuningStateSpec spec =
        part(resource, "spec", NodeNetTuningStateSpec.class)
            .filter(StateReading::isWhole)
            .orElse(null);
    if (spec == null) {
      LOG.atError()
          .addKeyValue("generation", resource.getMetadata().getGeneration())
          .log("the spec of this node's state cannot be read: it is ignored");
      return Optional.empty();
    }
    return Optional.of(
        new StateObject(
            resource.getMetadata().getUid(),
            Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L),
            resource.getMetadata().getResourceVersion(),
            spec,
            part(resource, "status", NodeNetTuningStateStatus.class).orElse(null)));
  }

  private static boolean isWhole(NodeNetTuningStateSpec spec) {
    return spec.nodeUID() != null
        && Objects.requireNonNullElse(spec.tunings(), List.<AssignedTuning>of()).stream()
            .allMatch(tuning ->
                tuning.uid() != null
                    && tuning.name() != null
                    && tuning.revision() != null
                    && tuning.priority() != null);
  }

  private static <T> Optional<T> part(
      GenericKubernetesResource resource, String name, Class<T> type) {
    @Nullable Object json = resource.getAdditionalProperties().get(name);
    try {
      return Optional.ofNullable(json).map(found -> ClusterJson.MAPPER.convertValue(found, type));
    } catch (IllegalArgumentException e) {
      LOG.atDebug().setCause(e).addKeyValue("part", name).log("not understood");
      return Optional.empty();
    }
  }
}
