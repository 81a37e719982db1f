package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.FactsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.facts.FactsReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the node has. */
@Command(
    name = "facts",
    description = "Shows what this node has: CPUs, interfaces, queues, interrupts, governors.",
    mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  FactsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Node node = nodeOptions.node();
    new FactsReport(new FactsReader(node.kernel()).read())
        .print(output.format(), output.all(), terminal);
    return ExitCode.OK;
  }
}
