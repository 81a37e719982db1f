package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.cluster.status.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has to do, as its object says, or as it said when it was last seen. Absence says
 * nothing: an object that is gone, that was made for another Node, or that gives no tunings (its
 * writer wants to know which there are) changes nothing.
 *
 * <p>All but {@link #current} runs on the one worker thread.
 */
final class TuningFeed implements TuningSource {
  private static final Logger LOG = LoggerFactory.getLogger(TuningFeed.class);
  private static final int SUPERSEDED = 8;

  private final Memory memory;
  private final RevisionShelf revisions;
  private final NodeIdentity identity;
  private final Worker worker;
  private final InstantSource clock;
  private final Runnable onChange;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Deque<String> superseded = new ArrayDeque<>();
  private volatile @Nullable Told told;
  private @Nullable StateObject object;
  private @Nullable Instant goneSince;
  private @Nullable Warning returned;
  private boolean retrying;

  /**
   * A feed that starts with what is on disk.
   *
   * @param onChange told when there is something new to do
   */
  TuningFeed(
      LastSpec disk,
      Revisions server,
      NodeIdentity identity,
      Worker worker,
      InstantSource clock,
      Runnable onChange) {
    this.revisions = new RevisionShelf(disk, server);
    this.memory = new Memory(disk, revisions, identity);
    this.identity = identity;
    this.worker = worker;
    this.clock = clock;
    this.onChange = onChange;
    this.told = memory.recall().orElse(null);
  }

  @Override
  public Optional<Assignment> current() {
    return told().map(Told::assignment);
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
    return Stream.of(identity.warning(), Optional.ofNullable(returned), memory.warning())
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The object is like this after a write of ours. It can have a spec that the watch has not
   * brought yet; what the watch still brings of versions before this one is no news.
   */
  void written(StateObject after) {
    StateObject before = object;
    accept(after);
    if (before != null && !before.resourceVersion().equals(after.resourceVersion())) {
      superseded.addLast(before.resourceVersion());
      if (superseded.size() > SUPERSEDED) {
        superseded.removeFirst();
      }
    }
  }

  /**
   * The object was made or changed. Versions are told apart and never compared: those of an API
   * server that was set back to a backup begin again.
   */
  void changed(StateObject now) {
    if (!superseded.contains(now.resourceVersion())) {
      superseded.clear();
      accept(now);
    }
  }

  private void accept(StateObject now) {
    StateObject before = object;
    object = now;
    if (identity.isOf(now.spec().nodeUID())) {
      follow(before, now);
    } else if (before == null || !before.uid().equals(now.uid())) {
      LOG.atWarn()
          .addKeyValue("nodeUID", now.spec().nodeUID())
          .log("the state was made for another node of this name: it is ignored");
    }
  }

  private void follow(@Nullable StateObject before, StateObject now) {
    Told last = told;
    if (last == null || !last.objectUid().equals(now.uid())) {
      returned = last == null ? null : returned();
      goneSince = null;
      adopt(now);
    } else if (!last.says(now)) {
      if (before == null || before.tunings().isPresent()) {
        returned = null;
      }
      adopt(now);
    } else if (isUnfinished(last) && !retrying) {
      adopt(now);
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
      superseded.clear();
      goneSince = clock.instant();
      LOG.atWarn().log("the state of this node is gone: it keeps what it last knew");
    }
  }

  private void adopt(StateObject now) {
    Told last = told;
    Told next =
        Told.of(
            now.uid(),
            now.spec().nodeUID(),
            now.generation(),
            now.holds() || isUnknown(now, last),
            new Parts(revisions, last).of(now.tunings().orElseGet(() -> lastAssigned(last))));
    if (!next.equals(last)) {
      told = next;
      LOG.atInfo()
          .addKeyValue("generation", now.generation())
          .addKeyValue("tunings", next.parts().size())
          .addKeyValue("awaited", next.awaited())
          .addKeyValue("hold", next.assignment().hold())
          .log("told what to do");
      onChange.run();
    }
    if (!next.equals(last) || !memory.isComplete()) {
      memory.store(next);
    }
    if (isUnfinished(next)) {
      retryLater();
    } else {
      backoff.reset();
    }
  }

  /** As long as nobody knows what the node has, nothing of it may be let go. */
  private static boolean isUnknown(StateObject now, @Nullable Told last) {
    return now.tunings().isEmpty() && lastAssigned(last).isEmpty();
  }

  private static List<AssignedTuning> lastAssigned(@Nullable Told last) {
    return last == null ? List.of() : last.assigned();
  }

  /** Whether a revision is not here yet, or something is not on disk. */
  private boolean isUnfinished(Told what) {
    return what.awaited() > 0 || !memory.isComplete();
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
}
