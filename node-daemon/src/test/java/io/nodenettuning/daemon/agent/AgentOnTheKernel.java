package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's loop with its events, on this machine's own kernel. It looks by itself only every
 * hour: what it puts back, an event told of. What it set stays when it is closed.
 */
final class AgentOnTheKernel implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StateFolder folder;
  private final Journal journal;
  private final Agent agent;
  private final Thread loop;
  private final AtomicInteger looks = new AtomicInteger();
  private volatile Assignment assignment;
  private volatile Duration later = Duration.ZERO;
  private volatile @Nullable Told told;

  /** A report, and how many whole looks had begun when it came. */
  private record Told(Report report, int looks) {}

  /**
   * Starts one; returns once it has carried the tunings out.
   *
   * @param ban whether irqbalance is kept off interrupts that tunings steer
   */
  AgentOnTheKernel(Path state, boolean ban, NodeTuning... tunings) throws IOException {
    Kernel kernel = Kernel.host();
    FactsReader facts = new FactsReader(kernel);
    assignment = new Assignment(1, false, List.of(tunings));
    folder = StateFolder.lock(state);
    journal = Journal.open(folder, facts.read().bootId());
    agent =
        new Agent(
            kernel,
            facts,
            journal,
            new Bans(kernel, state, ban),
            () -> {
              looks.incrementAndGet();
              return Optional.of(assignment);
            },
            report -> told = new Told(report, looks.get()),
            () -> Instant.now().plus(later),
            Duration.ofHours(1));
    loop = Thread.ofPlatform().start(agent::runWithEvents);
    await().atMost(PATIENCE).until(() -> told != null);
  }

  /** The latest. */
  Report report() {
    return Objects.requireNonNull(told).report();
  }

  PlannedSetting row(String id) {
    return report().settings().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The latest drift of a setting. */
  DriftEntry latest(String id) {
    return report().drifts().stream()
        .filter(entry -> entry.drift().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Whether it listens to writers of a file, by the name that the kernel has for it. */
  boolean watches(String path) throws IOException {
    return agent.watches(Path.of(path).toRealPath().toString());
  }

  /** Gives it other tunings, and returns once it has carried them out. */
  void tunes(NodeTuning... tunings) {
    assignment = new Assignment(2, false, List.of(tunings));
    looks();
  }

  /** Has it look at the whole node, and returns once that is reported. */
  void looks() {
    int before = looks.get();
    agent.wake();
    await().atMost(PATIENCE).until(() -> Objects.requireNonNull(told).looks() > before);
  }

  /** Has so much time passed for it, and has it look. */
  void looksAfter(Duration time) {
    later = later.plus(time);
    looks();
  }

  /** What it counted stays as it is when it looks again: nothing is put right twice. */
  void assertQuiet() {
    Report before = report();
    looks();
    assertThat(report().driftsTotal()).isEqualTo(before.driftsTotal());
    assertThat(report().writes()).isEqualTo(before.writes());
  }

  @Override
  public void close() throws IOException {
    agent.stop();
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
    folder.close();
  }
}
