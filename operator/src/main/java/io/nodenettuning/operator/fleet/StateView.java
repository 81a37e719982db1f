package io.nodenettuning.operator.fleet;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStateSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node was handed, and what it reported.
 *
 * @param name name of the state, which is the node's
 * @param uid uid of the state
 * @param resourceVersion version to update or delete it by
 * @param generation counts changes of the spec
 * @param deleting whether it is on its way out
 * @param nodeUid uid of the Node it was made for
 * @param decided whether it was decided what to hand out; until then the node is to tell what it
 *     has
 * @param tunings what was handed out
 * @param report what the daemon said last
 */
public record StateView(
    String name,
    String uid,
    String resourceVersion,
    long generation,
    boolean deleting,
    @Nullable String nodeUid,
    boolean decided,
    List<AssignedTuning> tunings,
    @Nullable Report report) {

  /** What matters of this state. */
  public static StateView of(NodeNetTuningState state) {
    NodeNetTuningStateSpec spec = state.getSpec();
    Long generation = state.getMetadata().getGeneration();
    return new StateView(
        state.getMetadata().getName(),
        state.getMetadata().getUid(),
        state.getMetadata().getResourceVersion(),
        generation == null ? 0 : generation,
        state.getMetadata().getDeletionTimestamp() != null,
        spec == null ? null : spec.nodeUID(),
        spec != null && spec.tunings() != null,
        spec == null || spec.tunings() == null ? List.of() : spec.tunings(),
        state.getStatus() == null ? null : Report.of(state.getStatus()));
  }

  /** What this node was handed of a tuning. */
  public Optional<AssignedTuning> assigned(String tuningUid) {
    return tunings.stream().filter(entry -> entry.uid().equals(tuningUid)).findFirst();
  }

  /** What the node says that it has, in answer to this very spec. */
  public Optional<List<AssignedTuning>> told() {
    return Optional.ofNullable(report)
        .filter(said -> Objects.equals(nodeUid, said.nodeUid()))
        .filter(said -> Objects.equals(generation, said.observedGeneration()))
        .map(Report::held);
  }

  /** Whether the other view differs in what was handed out or to whom. */
  public boolean sameHandout(StateView other) {
    return uid.equals(other.uid)
        && generation == other.generation
        && deleting == other.deleting
        && decided == other.decided
        && tunings.equals(other.tunings);
  }
}
