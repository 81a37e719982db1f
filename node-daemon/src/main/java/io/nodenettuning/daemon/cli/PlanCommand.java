package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.cli.print.SettingRow;
import io.nodenettuning.daemon.cli.print.SettingsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.print.View;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what would be written, and writes nothing. */
@Command(
    name = "plan",
    description = "Shows what apply would change on this node, and writes nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final TuningOptions tuningOptions = new TuningOptions();
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--detailed-exitcode",
      description = "End with 0 when there is nothing to write, 2 when there is, 1 on an error.")
  private boolean detailedExitCode;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException, BadTuningsException, IOException {
    List<NodeTuning> tunings = tuningOptions.read();
    Node node = nodeOptions.node();
    Facts facts = new FactsReader(node.kernel()).read();
    Map<String, Held> held = node.held(facts.bootId());
    Pass pass = Pass.look(node.kernel(), facts, tunings, held, false);
    new SettingsReport(
            facts.node(),
            SettingRow.planned(
                pass.foreseen(node.kernel(), tunings, held), pass.plan().steps(), tunings),
            View.Plan,
            Warnings.of(pass, tunings))
        .print(output.format(), output.all(), terminal);
    return detailedExitCode && !pass.plan().steps().isEmpty() ? ExitCode.CHANGES : ExitCode.OK;
  }
}
