package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.cluster.status.Part;
import io.nodenettuning.daemon.cluster.status.Warning;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has to do, as its object says, or as it said when it was last seen. Absence says
 * nothing: an object that is gone, or that was made for another Node, changes nothing.
 *
 * <p>All but {@link #current} runs on the one worker thread.
 */
final class TuningFeed implements TuningSource {
  private static final Logger LOG = LoggerFactory.getLogger(TuningFeed.class);

  private final LastSpec disk;
  private final Revisions revisions;
  private final NodeIdentity identity;
  private final Worker worker;
  private final InstantSource clock;
  private final Runnable onChange;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private volatile @Nullable Told told;
  private @Nullable StateObject object;
  private @Nullable Instant goneSince;
  private @Nullable Warning returned;
  private @Nullable Warning notStored;
  private final Map<String, String> unstored = new HashMap<>();
  private boolean stored;
  private boolean retrying;

  /**
   * A feed that starts with what is on disk.
   *
   * @param onChange told when there is something new to do
   */
  TuningFeed(
      LastSpec disk,
      Revisions revisions,
      NodeIdentity identity,
      Worker worker,
      InstantSource clock,
      Runnable onChange) {
    this.disk = disk;
    this.revisions = revisions;
    this.identity = identity;
    this.worker = worker;
    this.clock = clock;
    this.onChange = onChange;
    this.told = fromDisk();
  }

  @Override
  public Optional<Assignment> current() {
    return Optional.ofNullable(told).map(Told::assignment);
  }

  /** What was last told, the object that said so included. */
  Optional<Told> told() {
    return Optional.ofNullable(told);
  }

  /** The object that is there now, if it is the one that was last told of. */
  Optional<StateObject> object() {
    return Optional.ofNullable(object)
        .filter(now -> told().filter(last -> last.objectUid().equals(now.uid())).isPresent());
  }

  /** What else is to be said about what was told. */
  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(3);
    identity.warning().ifPresent(warnings::add);
    if (returned != null) {
      warnings.add(returned);
    }
    if (notStored != null) {
      warnings.add(notStored);
    }
    return warnings;
  }

  /** The object was made or changed. */
  void changed(StateObject now) {
    if (object != null && object.uid().equals(now.uid()) && isNotNewer(now, object)) {
      return;
    }
    boolean news = object == null || !object.uid().equals(now.uid());
    object = now;
    if (!identity.isOf(now.spec().nodeUID())) {
      if (news) {
        LOG.atWarn()
            .addKeyValue("nodeUID", now.spec().nodeUID())
            .log("the state was made for another node of this name: it is ignored");
      }
      return;
    }
    Told last = told;
    if (last == null || !last.objectUid().equals(now.uid())) {
      returned = last == null ? null : returned();
      goneSince = null;
      adopt(now);
    } else if (last.assignment().generation() != now.generation()) {
      returned = null;
      adopt(now);
    } else if (!stored) {
      store(last);
    }
  }

  private static boolean isNotNewer(StateObject one, StateObject other) {
    try {
      return Long.parseLong(one.resourceVersion()) <= Long.parseLong(other.resourceVersion());
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Warning returned() {
    String since = goneSince == null ? "" : " from " + goneSince.truncatedTo(ChronoUnit.SECONDS);
    return new Warning(
        Warning.Kind.ObjectReturned,
        "this object was gone%s and made anew; until then the node kept what it last knew"
            .formatted(since));
  }

  /** The object is gone. */
  void gone() {
    if (object != null) {
      object = null;
      goneSince = clock.instant();
      LOG.atWarn().log("the state of this node is gone: it keeps what it last knew");
    }
  }

  private void adopt(StateObject now) {
    List<Part> parts =
        Objects.requireNonNullElse(now.spec().tunings(), List.<AssignedTuning>of()).stream()
            .map(this::part)
            .toList();
    Told next =
        Told.of(
            now.uid(),
            now.spec().nodeUID(),
            now.generation(),
            Boolean.TRUE.equals(now.spec().hold()),
            parts);
    Told last = told;
    if (last == null || !last.objectUid().equals(now.uid()) || !last.saysAs(next)) {
      told = next;
      store(next);
      LOG.atInfo()
          .addKeyValue("generation", now.generation())
          .addKeyValue("tunings", parts.size())
          .addKeyValue("awaited", parts.stream().filter(part -> part.awaiting() != null).count())
          .addKeyValue("hold", next.assignment().hold())
          .log("told what to do");
      onChange.run();
    } else if (!stored) {
      store(last);
    }
    if (next.awaits() || !stored) {
      retryLater();
    } else {
      backoff.reset();
    }
  }

  private void retryLater() {
    if (!retrying) {
      retrying = true;
      worker.later(
          backoff.next(),
          () -> {
            retrying = false;
            object().ifPresent(this::adopt);
          });
    }
  }

  private Part part(AssignedTuning assigned) {
    Optional<Part> last = told().flatMap(all -> all.part(assigned.uid()));
    Optional<NodeTuning.Content> known =
        last.map(Part::tuning)
            .filter(tuning -> tuning.revision().equals(assigned.revision()))
            .map(NodeTuning::content);
    if (known.isPresent()) {
      return new Part(assigned, tuning(assigned, assigned.revision(), known.get()), null);
    }
    String problem;
    try {
      Optional<String> json = revision(assigned.revision());
      if (json.isPresent()) {
        return new Part(
            assigned, tuning(assigned, assigned.revision(), RevisionText.read(json.get())), null);
      }
      problem = "revision %s is not there".formatted(assigned.revision());
    } catch (IOException e) {
      problem = "revision %s is not here yet: %s".formatted(assigned.revision(), e.getMessage());
    }
    return awaited(assigned, last, problem);
  }

  /** The earlier revision, as long as the assigned one is not here; nothing is let go for that. */
  private static Part awaited(AssignedTuning assigned, Optional<Part> last, String problem) {
    NodeTuning acting =
        last.map(Part::tuning)
            .filter(tuning -> !tuning.revision().isEmpty())
            .map(tuning -> tuning(assigned, tuning.revision(), tuning.content()))
            .orElseGet(() -> tuning(assigned, "", new NodeTuning.Awaited(problem)));
    return new Part(assigned, acting, problem);
  }

  private static NodeTuning tuning(
      AssignedTuning assigned, String revision, NodeTuning.Content content) {
    return new NodeTuning(assigned.uid(), assigned.name(), assigned.priority(), revision, content);
  }

  private Optional<String> revision(String name) throws IOException {
    Optional<String> known = onDisk(name);
    if (known.isPresent()) {
      return known;
    }
    Optional<String> got = revisions.content(name);
    got.ifPresent(json -> unstored.put(name, json));
    return got;
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

  private void store(Told what) {
    try {
      for (Map.Entry<String, String> revision : unstored.entrySet()) {
        disk.keepRevision(revision.getKey(), revision.getValue());
      }
      disk.keep(StoredForm.of(what, identity.bootId()));
      unstored.clear();
      stored = true;
      notStored = null;
    } catch (IOException e) {
      storingFailed(e);
    }
  }

  private void storingFailed(IOException e) {
    stored = false;
    if (notStored == null) {
      LOG.atError()
          .addKeyValue("problem", e.toString())
          .log("what the node was told cannot be stored");
    }
    notStored =
        new Warning(
            Warning.Kind.SpecNotStored,
            "what the node was told cannot be stored, so that it would not tune itself if it booted"
                + " while the API server is away: "
                + e);
  }

  private @Nullable Told fromDisk() {
    try {
      Optional<LastSpec.Stored> spec = disk.read();
      if (spec.isEmpty()) {
        return null;
      }
      if (!identity.isOf(spec.get().nodeUID()) && !identity.isBoot(spec.get().bootID())) {
        LOG.atWarn()
            .addKeyValue("nodeUID", spec.get().nodeUID())
            .log("what was stored was told to another node: it is ignored");
        return null;
      }
      stored = identity.isBoot(spec.get().bootID());
      Told last = StoredForm.read(spec.get(), disk);
      LOG.atInfo()
          .addKeyValue("generation", last.assignment().generation())
          .addKeyValue("tunings", last.parts().size())
          .log("starting with what the node was last told");
      return last;
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("problem", e.toString())
          .log("what the node was last told cannot be read");
      return null;
    }
  }
}
