package io.nodenettuning.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Outcome;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The daemon's agent with a tuning for one device: facts, plan, journal, writes, verification. */
final class AgentPass implements AutoCloseable {
  private final String device;
  private final StateFolder state;
  private final Journal journal;
  private final Agent agent;
  private Assignment assignment = new Assignment(0, false, List.of());

  AgentPass(String device, Path folder) throws IOException {
    this.device = device;
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

  /** Makes one pass with other values than before; returns the nanoseconds it took. */
  long apply(Values values) throws IOException {
    assignment = new Assignment(0, false, List.of(tuning(values)));
    long start = System.nanoTime();
    Report report = agent.pass().orElseThrow();
    long nanos = System.nanoTime() - start;
    long applied =
        report.settings().stream().filter(setting -> setting.outcome() == Outcome.Applied).count();
    if (applied != report.settings().size() || applied == 0) {
      throw new IllegalStateException("not all applied: " + report.settings().getFirst());
    }
    return nanos;
  }

  private NodeTuning tuning(Values values) {
    Revision revision = revision(values);
    return new NodeTuning("bench", "bench", 0, "bench-1", new NodeTuning.Understood(revision));
  }

  private Revision revision(Values values) {
    try {
      return ApiJson.tolerant()
          .readValue(
              """
              {"interfaces": [{"name": "bench", "match": {"names": ["%s"]},
                               "rps": {"cpus": {"mask": "%s"}}, "rfs": {"flowCount": %d}}]}
              """
                  .formatted(device, values.mask(), values.flowCount()),
              Revision.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a device's name and numbers need no quoting", e);
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
    state.close();
  }
}
