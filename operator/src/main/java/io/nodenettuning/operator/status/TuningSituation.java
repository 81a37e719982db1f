package io.nodenettuning.operator.status;

import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeNetTuningStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a tuning's status is made from.
 *
 * @param uid uid of the tuning
 * @param name its name
 * @param generation its generation
 * @param mode whether it writes
 * @param paused whether nothing new is handed out
 * @param phase what is being done with it
 * @param selected number of nodes that the selector selects
 * @param nodes those of them that can have a daemon
 * @param previous the status as it is
 */
public record TuningSituation(
    String uid,
    String name,
    long generation,
    Mode mode,
    boolean paused,
    Phase phase,
    int selected,
    List<NodeSituation> nodes,
    NodeNetTuningStatus previous) {

  /** What is being done with a tuning. */
  public sealed interface Phase {

    /** Its newest spec has become this revision. */
    record Accepted(String revision) implements Phase {}

    /** Its newest spec is not understood; what was handed out before stays. */
    record Refused(String problem) implements Phase {}

    /** It is being deleted; these nodes have not let go of it yet. */
    record Releasing(List<String> waitingFor) implements Phase {}
  }

  /** The revision that all nodes should have: the newest, or while it is refused the one before. */
  @Nullable String revision() {
    return switch (phase) {
      case Phase.Accepted accepted -> accepted.revision();
      case Phase.Refused _, Phase.Releasing _ -> previous.updateRevision();
    };
  }
}
