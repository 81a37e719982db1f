package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.cluster.LastSpec.Stored;
import io.nodenettuning.daemon.cluster.LastSpec.StoredTuning;
import io.nodenettuning.daemon.cluster.status.Part;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node was told, to and from its form on disk. */
final class StoredForm {
  private StoredForm() {}

  static Stored of(Told told, String bootId) {
    return new Stored(
        told.objectUid(),
        told.nodeUid(),
        bootId,
        told.assignment().generation(),
        told.assignment().hold(),
        told.parts().stream().map(StoredForm::tuning).toList());
  }

  private static StoredTuning tuning(Part part) {
    return new StoredTuning(
        part.assigned().uid(),
        part.assigned().name(),
        part.assigned().priority(),
        part.assigned().revision(),
        part.tuning().revision());
  }

  /** What the node was told; a tuning whose revision is lost is awaited. */
  static Told read(Stored spec, LastSpec disk) throws IOException {
    List<Part> parts = new ArrayList<>(spec.tunings().size());
    for (StoredTuning tuning : spec.tunings()) {
      parts.add(part(tuning, disk));
    }
    return Told.of(spec.object(), spec.nodeUID(), spec.generation(), spec.hold(), parts);
  }

  private static Part part(StoredTuning stored, LastSpec disk) throws IOException {
    Optional<NodeTuning.Content> content =
        stored.acting().isEmpty()
            ? Optional.empty()
            : disk.revision(stored.acting()).map(RevisionText::read);
    String problem = "revision %s is not here yet".formatted(stored.revision());
    boolean awaited = content.isEmpty() || !stored.acting().equals(stored.revision());
    return new Part(
        new AssignedTuning(stored.uid(), stored.name(), stored.revision(), stored.priority()),
        new NodeTuning(
            stored.uid(),
            stored.name(),
            stored.priority(),
            content.isEmpty() ? "" : stored.acting(),
            content.orElseGet(() -> new NodeTuning.Awaited(problem))),
        awaited ? problem : null);
  }
}
