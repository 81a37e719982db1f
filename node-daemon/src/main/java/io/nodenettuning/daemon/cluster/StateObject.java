package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This node's object as the API server has it.
 *
 * @param uid of the object
 * @param generation counts changes of the spec
 * @param resourceVersion counts changes of the object
 * @param spec what the node has to do
 * @param status what was last told of it
 */
record StateObject(
    String uid,
    long generation,
    String resourceVersion,
    NodeNetTuningStateSpec spec,
    @Nullable NodeNetTuningStateStatus status) {

  /** Whether nothing may be written to the kernel. */
  boolean holds() {
    return Boolean.TRUE.equals(spec.hold());
  }

  /** The tunings that the node is handed, in their order; nothing while that is not decided. */
  Optional<List<AssignedTuning>> tunings() {
    return Optional.ofNullable(spec.tunings());
  }
}
