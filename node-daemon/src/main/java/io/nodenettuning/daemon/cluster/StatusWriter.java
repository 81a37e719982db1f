package io.nodenettuning.daemon.cluster;

import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.cluster.status.NodeStatus;
import io.nodenettuning.daemon.cluster.status.Past;
import io.nodenettuning.daemon.cluster.status.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of the node's object: the latest report only, at most once in an interval, and
 * only where it differs from what is there. A converged node writes nothing, ever: what devices can
 * be set to is told right after a pass that found new ones, and waited for.
 *
 * <p>{@link #report} may be called by any thread and never waits; all else runs on the one worker
 * thread.
 */
final class StatusWriter implements ReportSink {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  /** Where a status is written to. */
  interface Target {
    /**
     * Writes the status of an object, if it still is as it was seen: a report on one spec must
     * never stand beside another.
     *
     * @return the object after that; its spec may be one that nobody told of yet
     * @throws OutdatedException when it is not
     * @throws IOException when the API server does not answer, or refuses
     */
    StateObject write(StateObject object, NodeNetTuningStateStatus status) throws IOException;
  }

  /** A status that was sent, and the object's version that it led to. */
  private record Sent(String uid, String resourceVersion, NodeNetTuningStateStatus status) {}

  private final TuningFeed feed;
  private final Target target;
  private final NodeStatus statuses;
  private final String daemonVersion;
  private final Worker worker;
  private final InstantSource clock;
  private final Duration interval;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final AtomicReference<@Nullable Report> latest = new AtomicReference<>();
  private final AtomicBoolean queued = new AtomicBoolean();
  private @Nullable Past past;
  private @Nullable Sent sent;
  private long notBefore = System.nanoTime();
  private boolean failing;

  StatusWriter(
      TuningFeed feed,
      Target target,
      NodeStatus statuses,
      String daemonVersion,
      Worker worker,
      InstantSource clock,
      Duration interval) {
    this.feed = feed;
    this.target = target;
    this.statuses = statuses;
    this.daemonVersion = daemonVersion;
    this.worker = worker;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public void report(Report report) {
    latest.set(report);
    queue(0);
  }

  /** The object changed: what it says may no longer be what was last reported. */
  void objectChanged() {
    queue(0);
  }

  private void queue(long nanos) {
    if (queued.compareAndSet(false, true)) {
      worker.later(
          Duration.ofNanos(nanos),
          () -> {
            queued.set(false);
            consider();
          });
    }
  }

  private void consider() {
    Report report = latest.get();
    Told told = feed.told().orElse(null);
    StateObject object = feed.object().orElse(null);
    if (report == null
        || told == null
        || object == null
        || !report.isComplete()
        || !told.assignment().equals(report.assignment())) {
      return;
    }
    NodeNetTuningStateStatus status = status(report, told, object);
    if (status.equals(object.status()) || isSent(object, status)) {
      return;
    }
    long wait = notBefore - System.nanoTime();
    if (wait > 0) {
      queue(wait);
    } else {
      write(object, status);
    }
  }

  /** Whether the object is as this status left it, even if it reads differently. */
  private boolean isSent(StateObject object, NodeNetTuningStateStatus status) {
    return new Sent(object.uid(), object.resourceVersion(), status).equals(sent);
  }

  private NodeNetTuningStateStatus status(Report report, Told told, StateObject object) {
    Past seen =
        Objects.requireNonNullElseGet(past, () -> before(object, report))
            .seen(report.settings(), clock.instant());
    NodeNetTuningStateStatus status =
        statuses.of(
            report,
            new Subject(told.nodeUid(), daemonVersion, told.parts(), feed.warnings()),
            seen,
            clock.instant());
    past = seen.told(Objects.requireNonNullElse(status.conditions(), List.of()));
    return status;
  }

  /** What an earlier daemon of this node told, if the object has it. */
  private static Past before(StateObject object, Report report) {
    NodeNetTuningStateStatus earlier = object.status();
    return earlier == null || !object.spec().nodeUID().equals(earlier.nodeUID())
        ? Past.none()
        : Past.of(earlier, report.facts().bootId());
  }

  private void write(StateObject object, NodeNetTuningStateStatus status) {
    try {
      StateObject after = target.write(object, status);
      sent = new Sent(after.uid(), after.resourceVersion(), status);
      feed.written(after);
      backoff.reset();
      waitFor(interval);
      if (failing) {
        LOG.atInfo().log("status is written again");
      }
      failing = false;
    } catch (OutdatedException e) {
      tryAgain();
    } catch (IOException e) {
      if (!failing) {
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("status cannot be written");
      }
      failing = true;
      tryAgain();
    }
  }

  private void tryAgain() {
    Duration wait = backoff.next();
    waitFor(wait);
    queue(wait.toNanos());
  }

  private void waitFor(Duration wait) {
    notBefore = System.nanoTime() + wait.toNanos();
  }
}
