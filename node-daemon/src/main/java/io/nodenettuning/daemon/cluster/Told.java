package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.cluster.status.Part;
import java.util.List;
import java.util.Optional;

/**
 * What this node was last told, and by which object.
 *
 * @param objectUid uid of the object
 * @param nodeUid uid of the Node that the object was made for
 * @param assignment what it comes to; reports are about exactly this one
 * @param parts its tunings, as handed out and as acted on
 */
record Told(String objectUid, String nodeUid, Assignment assignment, List<Part> parts) {

  static Told of(
      String objectUid, String nodeUid, long generation, boolean hold, List<Part> parts) {
    return new Told(
        objectUid,
        nodeUid,
        new Assignment(generation, hold, parts.stream().map(Part::tuning).toList()),
        parts);
  }

  /** Whether this is what the object tells; the generation alone may come twice after a restore. */
  boolean says(StateObject object) {
    return nodeUid.equals(object.spec().nodeUID())
        && assignment.generation() == object.generation()
        && object
            .tunings()
            .map(now -> assignment.hold() == object.holds() && now.equals(assigned()))
            .orElse(true);
  }

  /** The tunings that the node was handed, in their order. */
  List<AssignedTuning> assigned() {
    return parts.stream().map(Part::assigned).toList();
  }

  /** How many revisions are not here yet. */
  long awaited() {
    return parts.stream().filter(part -> part.awaiting() != null).count();
  }

  /** What this node acts on for a tuning. */
  Optional<Part> part(String tuningUid) {
    return parts.stream().filter(part -> part.assigned().uid().equals(tuningUid)).findFirst();
  }
}
