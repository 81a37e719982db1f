package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.ReportSink;
import io.nodenettuning.daemon.agent.TuningSource;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.cluster.ClusterConnection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.OwnThreads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent in the foreground, until the process is told to end. */
final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final String NODE_NAME = "NODE_NAME";
  private static final String POD_NAMESPACE = "POD_NAMESPACE";

  private final Node node;
  private final Duration interval;
  private final boolean irqbalanceBan;
  private final Map<String, String> environment = System.getenv();

  /**
   * A loop that is not begun.
   *
   * @param interval how often to look whether all is as it should be
   * @param irqbalanceBan whether irqbalance is told to leave interrupts alone that tunings steer
   */
  Loop(Node node, Duration interval, boolean irqbalanceBan) {
    this.node = node;
    this.interval = interval;
    this.irqbalanceBan = irqbalanceBan;
  }

  /** Runs with tunings from files, and logs what becomes of them. */
  void withFiles(TuningOptions options) throws BadTuningsException, IOException {
    FileTunings tunings = new FileTunings(options);
    try (Termination termination = new Termination()) {
      run(facts(), tunings, new LocalReports(node.state()), _ -> {}, termination);
    }
  }

  /** Runs with tunings from the API server, and reports there. */
  void withCluster() throws IOException {
    FactsReader facts = facts();
    ClusterConnection.Place place =
        new ClusterConnection.Place(
            environment.getOrDefault(NODE_NAME, ""),
            environment.getOrDefault(POD_NAMESPACE, ""),
            facts.read().bootId(),
            Nnt.version(),
            node.lastSpec());
    try (Termination termination = new Termination();
        ClusterConnection cluster = ClusterConnection.of(place)) {
      LocalReports local = new LocalReports(node.state());
      ReportSink both =
          report -> {
            cluster.sink().report(report);
            local.report(report);
          };
      run(facts, cluster.source(), both, cluster::start, termination);
    }
  }

  private FactsReader facts() {
    String name = environment.getOrDefault(NODE_NAME, "");
    return name.isEmpty() ? new FactsReader(node.kernel()) : new FactsReader(node.kernel(), name);
  }

  private void run(
      FactsReader facts,
      TuningSource source,
      ReportSink sink,
      Consumer<Runnable> listen,
      Termination termination)
      throws IOException {
    Facts first = facts.read();
    if (node.real()) {
      keepOff(first.cpus());
    }
    try (StateFolder folder = StateFolder.lock(node.state());
        Journal journal = Journal.open(folder, first.bootId())) {
      Agent agent =
          new Agent(
              node.kernel(),
              facts,
              journal,
              new Bans(node.kernel(), folder.path(), irqbalanceBan),
              source,
              sink,
              Clock.systemUTC(),
              interval);
      termination.ends(agent::stop);
      listen.accept(agent::wake);
      if (node.real()) {
        agent.runWithEvents();
      } else {
        agent.runWithFiles();
      }
    }
  }

  /** What tunes latency is not what disturbs CPUs that were set apart for the sake of it. */
  private static void keepOff(Cpus cpus) throws IOException {
    CpuSet others = cpus.online().minus(cpus.apart());
    if (cpus.apart().isEmpty() || others.isEmpty()) {
      return;
    }
    OwnThreads.keepOn(others.bits())
        .ifPresentOrElse(
            errno ->
                LOG.atWarn()
                    .addKeyValue("cpus", others)
                    .addKeyValue("problem", errno)
                    .log("own threads cannot be kept off isolated CPUs"),
            () -> LOG.atInfo().addKeyValue("cpus", others).log("own threads kept"));
  }
}
