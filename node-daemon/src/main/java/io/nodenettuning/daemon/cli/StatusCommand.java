package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.cli.print.DriftLines;
import io.nodenettuning.daemon.cli.print.Format;
import io.nodenettuning.daemon.cli.print.SettingRow;
import io.nodenettuning.daemon.cli.print.SettingsReport;
import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.print.View;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the settings that tunings hold stand now. */
@Command(
    name = "status",
    description = "Shows what tunings set on this node, and what drifted.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException, IOException {
    Node node = nodeOptions.node();
    Facts facts = new FactsReader(node.kernel()).read();
    Map<String, Held> held = node.held(facts.bootId());
    List<NodeTuning> tunings = AppliedTunings.read(node.state());
    Pass pass = Pass.look(node.kernel(), facts, tunings, held, true);
    List<PlannedSetting> settings = new ArrayList<>(pass.foreseen(node.kernel(), tunings, held));
    settings.addAll(HeldSettings.beside(settings, held.values(), node.kernel(), facts));
    DriftLog log = DriftLog.read(node.state());
    settings.replaceAll(row -> contended(row, log));
    new SettingsReport(
            facts.node(),
            SettingRow.standing(settings),
            View.Status,
            Warnings.ofRules(pass, tunings))
        .print(output.format(), true, terminal);
    if (output.format() == Format.table) {
      print(log);
    }
    return ExitCode.OK;
  }

  private void print(DriftLog log) {
    if (!log.drifts().isEmpty()) {
      DriftLog.Entry latest = log.drifts().getFirst();
      terminal.line(
          "last drift: %s %s -> %s, %s"
              .formatted(
                  latest.setting(),
                  latest.from(),
                  latest.to(),
                  Instant.parse(latest.time()).truncatedTo(ChronoUnit.SECONDS)));
      terminal.line("            by " + latest.writer() + " ('nnt watch' shows more)");
    }
    log.blind().forEach(new DriftLines(terminal)::missing);
  }

  /** A daemon that leaves a setting alone for a while knows why; who only looks does not. */
  private static PlannedSetting contended(PlannedSetting row, DriftLog log) {
    String why = log.contended().get(row.id());
    return why == null || row.outcome() != Outcome.Drifted
        ? row
        : row.became(Outcome.Contended, row.observed(), why);
  }
}
