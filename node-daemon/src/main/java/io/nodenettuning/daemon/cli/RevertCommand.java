package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.SettingsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.print.View;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets every setting go. */
@Command(
    name = "revert",
    description = "Puts back the original value of every setting that a tuning holds.",
    mixinStandardHelpOptions = true)
final class RevertCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  RevertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException, IOException {
    Node node = nodeOptions.node();
    node.checkWritable("revert");
    Writer.Written written = Writer.write(node, List.of());
    new SettingsReport(written.pass().facts().node(), written.rows(), View.Writes, List.of())
        .print(output.format(), output.all(), terminal);
    return written.exitCode();
  }
}
