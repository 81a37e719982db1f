package io.nodenettuning.daemon.cluster;

import io.nodenettuning.daemon.cluster.status.Warning;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node was last told, over restarts and reboots. */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final LastSpec disk;
  private final RevisionShelf revisions;
  private final NodeIdentity identity;
  private @Nullable Warning failed;
  private boolean complete;

  Memory(LastSpec disk, RevisionShelf revisions, NodeIdentity identity) {
    this.disk = disk;
    this.revisions = revisions;
    this.identity = identity;
  }

  /**
   * What was stored; nothing when it was told to another node. A disk may be a copy of another
   * node's, and a Node may be made anew under its name: the latter is known by the boot in which
   * the spec was last seen.
   */
  Optional<Told> recall() {
    try {
      Optional<LastSpec.Stored> spec = disk.read();
      if (spec.isEmpty()) {
        return Optional.empty();
      }
      LastSpec.Stored stored = spec.get();
      if (!identity.isOf(stored.nodeUID()) && !identity.isBoot(stored.bootID())) {
        LOG.atWarn()
            .addKeyValue("nodeUID", stored.nodeUID())
            .log("what was stored was told to another node: it is ignored");
        return Optional.empty();
      }
      complete = identity.isBoot(stored.bootID());
      LOG.atInfo()
          .addKeyValue("generation", stored.generation())
          .addKeyValue("tunings", stored.tunings().size())
          .log("starting with what the node was last told");
      return Optional.of(StoredForm.read(stored, disk));
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("problem", e.toString())
          .log("what the node was last told cannot be read");
      return Optional.empty();
    }
  }

  /** Whether all that the node was told is on disk, as told in this boot. */
  boolean isComplete() {
    return complete;
  }

  /** Stores what the node was told; revisions first, so that a spec never names one in vain. */
  void store(Told told) {
    try {
      revisions.store();
      disk.keep(StoredForm.of(told, identity.bootId()));
      complete = true;
      failed = null;
    } catch (IOException e) {
      complete = false;
      if (failed == null) {
        LOG.atError()
            .addKeyValue("problem", e.toString())
            .log("what the node was told cannot be stored");
      }
      failed =
          new Warning(
              Warning.Kind.SpecNotStored,
              "what the node was told cannot be stored, so that it would not tune itself if it"
                  + " booted while the API server is away: "
                  + e);
    }
  }

  /** What to say as long as it cannot be stored. */
  Optional<Warning> warning() {
    return Optional.ofNullable(failed);
  }
}
