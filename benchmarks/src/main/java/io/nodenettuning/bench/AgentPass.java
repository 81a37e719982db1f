package io.nodenettuning.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.Report;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The daemon's agent with a tuning: facts, plan, journal, writes, verification. */
final class AgentPass implements AutoCloseable {
  private final StateFolder state;
  private final Journal journal;
  private final Agent agent;
  private Assignment assignment = new Assignment(0, false, List.of());
  private long writes;

  AgentPass(Path folder) throws IOException {
    Kernel kernel = Kernel.host();
    FactsReader facts = new FactsReader(kernel, "bench");
    this.state = StateFolder.lock(folder);
    this.journal = Journal.open(state, facts.read().bootId());
    this.agent =
        new Agent(
            kernel,
            facts,
            journal,
            new Bans(kernel, folder, true),
            () -> Optional.of(assignment),
            _ -> {},
            InstantSource.system(),
            Duration.ofSeconds(30));
  }

  /** What a tuning in JSON asks for. */
  static Revision revision(String json) {
    try {
      return ApiJson.tolerant().readValue(json, Revision.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /**
   * What a pass came to.
   *
   * @param nanos how long it took
   * @param writes how many settings were written
   */
  record Made(long nanos, long writes) {}

  /** Makes one pass. */
  Made apply(Revision revision) throws IOException {
    NodeTuning tuning =
        new NodeTuning("bench", "bench", 0, "bench-1", new NodeTuning.Understood(revision));
    assignment = new Assignment(0, false, List.of(tuning));
    long start = System.nanoTime();
    Report report = agent.pass().orElseThrow();
    long nanos = System.nanoTime() - start;
    for (PlannedSetting setting : report.settings()) {
      if (setting.counts() && setting.outcome().nodeClass() != NodeClass.ready) {
        throw new IllegalStateException("not as asked for: " + setting);
      }
    }
    long before = writes;
    writes = report.writes();
    return new Made(nanos, writes - before);
  }

  @Override
  public void close() throws IOException {
    journal.close();
    state.close();
  }
}
