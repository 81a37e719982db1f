package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.SettingsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.print.View;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the node have what tunings say. */
@Command(
    name = "apply",
    description = {
      "Makes this node have what tunings say, once.",
      "What earlier ones set and these do not name gets its original value back."
    },
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final TuningOptions tuningOptions = new TuningOptions();
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  ApplyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException, BadTuningsException, IOException {
    List<NodeTuning> tunings = tuningOptions.read();
    Node node = nodeOptions.node();
    node.checkWritable("apply");
    Writer.Written written = Writer.write(node, tunings);
    new SettingsReport(
            written.pass().facts().node(),
            written.rows(),
            View.Writes,
            Warnings.of(written.pass(), tunings))
        .print(output.format(), output.all(), terminal);
    return written.exitCode();
  }
}
