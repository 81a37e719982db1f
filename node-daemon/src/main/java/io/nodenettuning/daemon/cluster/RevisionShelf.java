package io.nodenettuning.daemon.cluster;

import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revisions by name: from the host's disk where they are, else from the API server. */
final class RevisionShelf {
  private static final Logger LOG = LoggerFactory.getLogger(RevisionShelf.class);

  private final LastSpec disk;
  private final Revisions server;
  private final Map<String, String> unstored = new HashMap<>();

  RevisionShelf(LastSpec disk, Revisions server) {
    this.disk = disk;
    this.server = server;
  }

  /**
   * What a revision says.
   *
   * @return nothing when there is none of that name
   * @throws IOException when it is not on the host and the API server does not answer, or refuses
   */
  Optional<NodeTuning.Content> content(String name) throws IOException {
    Optional<String> json = onDisk(name);
    if (json.isEmpty()) {
      json = server.content(name);
      json.ifPresent(got -> unstored.put(name, got));
    }
    return json.map(RevisionText::read);
  }

  private Optional<String> onDisk(String name) {
    try {
      return disk.revision(name);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("problem", e.toString())
          .addKeyValue("revision", name)
          .log("cannot be read from disk");
      return Optional.empty();
    }
  }

  /** Puts all that came from the API server on disk. */
  void store() throws IOException {
    for (Map.Entry<String, String> revision : unstored.entrySet()) {
      disk.keepRevision(revision.getKey(), revision.getValue());
    }
    unstored.clear();
  }
}
