package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.FactsReport;
import io.nodenettuning.daemon.cli.print.Format;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.facts.Affinities;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the node has. */
@Command(
    name = "facts",
    description = "Shows what this node has, and what of it can be set.",
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
    Kernel kernel = nodeOptions.node().kernel();
    FactsReader reader = new FactsReader(kernel);
    Facts facts = reader.read();
    // To ask a device takes the kernel's network lock: what a table does not show is not asked.
    List<Nic> asked =
        facts.nics().stream()
            .filter(nic -> output.format() != Format.table || nic.busAddress() != null)
            .toList();
    Affinities affinities =
        output.format() != Format.table || output.all()
            ? Affinities.read(kernel, facts)
            : Affinities.NONE;
    new FactsReport(facts, reader.capabilities(asked), affinities)
        .print(output.format(), output.all(), terminal);
    return ExitCode.OK;
  }
}
