package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.source.BadTuningsException;
import java.io.IOException;
import java.time.Duration;
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
      "Puts back what something else changes, and follows changes of the files or of the cluster."
          + " Ends on SIGTERM; what it set stays until revert."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private final Source source = new Source();

  @Mixin private final NodeOptions nodeOptions = new NodeOptions();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = IntervalConverter.class,
      description = "How often to look whether all is as it should be: 30s (default), 5m, ...")
  private Duration interval = Duration.ofSeconds(30);

  @Option(
      names = "--irqbalance-ban",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Have irqbalance, where it runs, leave those interrupts alone that tunings steer; the"
              + " default.")
  private boolean irqbalanceBan;

  /** Where tunings come from. */
  private static final class Source {
    @ArgGroup(exclusive = false)
    private @Nullable TuningOptions files;

    @Option(
        names = "--cluster",
        required = true,
        description =
            "The tunings that the operator hands to this node, which NODE_NAME names: as the"
                + " DaemonSet runs it.")
    private boolean cluster;
  }

  @Override
  public Integer call() throws CommandFailedException, BadTuningsException, IOException {
    Node node = nodeOptions.node();
    node.checkWritable("run");
    Loop loop = new Loop(node, interval, irqbalanceBan);
    if (source.cluster) {
      loop.withCluster();
    } else {
      loop.withFiles(rereadable(Objects.requireNonNull(source.files)));
    }
    return ExitCode.OK;
  }

  private static TuningOptions rereadable(TuningOptions files) throws CommandFailedException {
    if (!files.canBeReadAgain()) {
      throw new CommandFailedException(
          "run follows changes of its files: want a file or folder, not standard input");
    }
    return files;
  }
}
