package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.cluster.ClusterConnection;
import io.nodenettuning.daemon.facts.FactsReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a node as its tunings say, until it is told to end. */
@Command(
    name = "run",
    description = {
      "Keeps this node as tunings say, until it is ended.",
      "Puts back what something else changes, and follows changes of the files. Ends on SIGTERM;"
          + " what it set stays until revert."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** Where the tunings come from. */
  private static final class From {
    @Option(
        names = "--cluster",
        required = true,
        description = {
          "Takes tunings from the API server and reports to it: for the pod of the DaemonSet.",
          "NODE_NAME and POD_NAMESPACE of the environment go before what the token says."
        })
    private boolean cluster;

    @ArgGroup(exclusive = false)
    private @Nullable TuningOptions files;
  }

  @ArgGroup(multiplicity = "1")
  private @Nullable From from;

  @Mixin private final NodeOptions nodeOptions = new NodeOptions();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = IntervalConverter.class,
      description = "How often to look whether all is as it should be: 30s (default), 5m, ...")
  private Duration interval = Duration.ofSeconds(30);

  @Override
  public Integer call() throws CommandFailedException, BadTuningsException, IOException {
    Node node = nodeOptions.node();
    node.checkWritable("run");
    Termination termination = new Termination();
    FactsReader factsReader = new FactsReader(node.kernel());
    String bootId = factsReader.read().bootId();
    try (termination;
        StateFolder folder = StateFolder.lock(node.state());
        Journal journal = Journal.open(folder, bootId)) {
      From chosen = Objects.requireNonNull(from);
      if (chosen.cluster) {
        runInCluster(node, factsReader, journal, termination, bootId);
      } else {
        TuningOptions files = Objects.requireNonNull(chosen.files);
        run(
            new Agent(
                node.kernel(),
                factsReader,
                journal,
                new FileTunings(files, folder.path()),
                new LoggedReports(),
                Clock.systemUTC(),
                interval),
            termination);
      }
    }
    return ExitCode.OK;
  }

  private static void run(Agent agent, Termination termination) {
    termination.ends(agent::stop);
    agent.run();
  }

  private void runInCluster(
      Node node, FactsReader factsReader, Journal journal, Termination termination, String bootId) {
    Map<String, String> environment = System.getenv();
    ClusterConnection.Place place =
        new ClusterConnection.Place(
            environment.getOrDefault("NODE_NAME", ""),
            environment.getOrDefault("POD_NAMESPACE", ""),
            bootId,
            Nnt.Version.number(),
            node.lastSpec());
    try (ClusterConnection cluster = ClusterConnection.of(place)) {
      Agent agent =
          new Agent(
              node.kernel(),
              factsReader,
              journal,
              cluster.source(),
              cluster.sink(),
              Clock.systemUTC(),
              interval);
      cluster.start(agent::wake);
      run(agent, termination);
    }
  }
}
