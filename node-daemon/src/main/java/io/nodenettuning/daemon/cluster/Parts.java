package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.cluster.status.Part;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node acts on for the tunings that it is handed: their revisions, or as long as one is not
 * here, the one before. Nothing is let go because something is late.
 *
 * @param revisions where revisions come from
 * @param last what the node was told before, if anything
 */
record Parts(RevisionShelf revisions, @Nullable Told last) {

  /** The tunings as this node acts on them, in their order. */
  List<Part> of(List<AssignedTuning> tunings) {
    return tunings.stream().map(this::part).toList();
  }

  private Part part(AssignedTuning assigned) {
    Optional<NodeTuning> before =
        Optional.ofNullable(last).flatMap(all -> all.part(assigned.uid())).map(Part::tuning);
    try {
      Optional<NodeTuning.Content> content =
          before.filter(tuning -> tuning.revision().equals(assigned.revision())).isPresent()
              ? before.map(NodeTuning::content)
              : revisions.content(assigned.revision());
      return content
          .map(known -> new Part(assigned, tuning(assigned, assigned.revision(), known), null))
          .orElseGet(() ->
              awaited(assigned, before, "revision %s is not there".formatted(assigned.revision())));
    } catch (IOException e) {
      return awaited(
          assigned,
          before,
          "revision %s is not here yet: %s".formatted(assigned.revision(), e.getMessage()));
    }
  }

  private static Part awaited(
      AssignedTuning assigned, Optional<NodeTuning> before, String problem) {
    return new Part(
        assigned,
        before
            .filter(tuning -> !tuning.revision().isEmpty())
            .map(tuning -> tuning(assigned, tuning.revision(), tuning.content()))
            .orElseGet(() -> tuning(assigned, "", new NodeTuning.Awaited(problem))),
        problem);
  }

  private static NodeTuning tuning(
      AssignedTuning assigned, String revision, NodeTuning.Content content) {
    return new NodeTuning(assigned.uid(), assigned.name(), assigned.priority(), revision, content);
  }
}
