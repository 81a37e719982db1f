package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.cli.print.FactsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    Node node = nodeOptions.node();
    new FactsReport(new FactsReader(node.kernel()).read(), missingSysctls(node.kernel()))
        .print(output.format(), output.all(), terminal);
    return ExitCode.OK;
  }

  private static List<String> missingSysctls(Kernel kernel) {
    return Stream.of(Sysctl.values())
        .map(Sysctl::key)
        .filter(key -> !kernel.files().exists("/proc/sys/" + key.replace('.', '/')))
        .toList();
  }
}
