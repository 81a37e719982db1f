package io.nodenettuning.bench;

import io.nodenettuning.bench.DriftBenchmark.Change;
import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Watcher;
import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The daemon's loop on this kernel, as it runs on a node; notes when it hears of what. */
final class WatchingAgent implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5000;

  private final StateFolder state;
  private final Journal journal;
  private final Agent agent;
  private final Watcher watcher;
  private final Thread thread;
  private final Noticed noticed = new Noticed();
  private final Map<String, Boolean> named = new ConcurrentHashMap<>();
  private volatile long drifts;

  /** One that always has this to do. */
  WatchingAgent(Path folder, Assignment assignment) throws IOException, InterruptedException {
    this(folder, () -> Optional.of(assignment), _ -> {}, _ -> {});
  }

  /**
   * One that is told what to do, and tells what becomes of it.
   *
   * @param listen is handed how to wake the agent
   */
  WatchingAgent(Path folder, TuningSource source, ReportSink sink, Consumer<Runnable> listen)
      throws IOException, InterruptedException {
    Kernel kernel = Kernel.host();
    FactsReader facts = new FactsReader(kernel, "bench");
    CountDownLatch converged = new CountDownLatch(1);
    state = StateFolder.lock(folder);
    journal = Journal.open(state, facts.read().bootId());
    agent =
        new Agent(
            kernel,
            facts,
            journal,
            new Bans(kernel, folder, true),
            source,
            report -> {
              note(report);
              sink.report(report);
              converged.countDown();
            },
            InstantSource.system(),
            Duration.ofSeconds(30));
    watcher =
        Watcher.start(
            kernel.files(),
            agent::watches,
            hint -> {
              noticed.note(hint);
              agent.accept(hint);
            });
    listen.accept(agent::wake);
    thread = Thread.ofPlatform().name("agent").start(() -> agent.runWith(watcher));
    if (!converged.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("does not converge");
    }
  }

  private void note(Report report) {
    for (DriftEntry entry : report.drifts()) {
      List<Writer> writers = entry.origin().writers();
      named.put(
          entry.time() + entry.drift().id(), writers.size() == 1 && writers.getFirst().named());
    }
    drifts = report.driftsTotal();
  }

  Noticed noticed() {
    return noticed;
  }

  /** How many of a hundred writers are named that live as long as one echo. */
  double namedPercent(List<Change> changes) throws IOException, InterruptedException {
    for (Change change : changes) {
      long before = drifts;
      new ProcessBuilder("sh", "-c", "echo " + change.value() + " > " + change.path())
          .start()
          .waitFor();
      long start = System.nanoTime();
      while (drifts == before) {
        if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
          throw new IllegalStateException("not noticed: " + change);
        }
        Thread.sleep(1);
      }
    }
    // The last record of who ended is told after he ended.
    Thread.sleep(1000);
    long known = named.values().stream().filter(one -> one).count();
    return 100.0 * known / changes.size();
  }

  /** When a write to each path was told, in the order of the writes. */
  static final class Noticed {
    private final Map<String, Queue<Long>> byPath = new HashMap<>();

    synchronized void note(Hint hint) {
      if (hint instanceof Hint.Written written) {
        byPath.computeIfAbsent(written.path(), _ -> new ArrayDeque<>()).add(System.nanoTime());
      }
    }

    /** Of the next write to this path, links followed. */
    synchronized long next(String path) {
      try {
        Queue<Long> times = byPath.get(Files.exists(Path.of(path)) ? real(path) : path);
        if (times == null || times.isEmpty()) {
          throw new IllegalStateException("not noticed: " + path);
        }
        return times.remove();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String real(String path) throws IOException {
      return Path.of(path).toRealPath().toString();
    }
  }

  @Override
  public void close() throws IOException {
    agent.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watcher.close();
    journal.close();
    state.close();
  }
}
