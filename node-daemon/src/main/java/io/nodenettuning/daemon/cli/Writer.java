package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.agent.SteeredInterrupts;
import io.nodenettuning.daemon.agent.Tuner;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.cli.print.SettingRow;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.util.List;

/** One pass that writes. */
final class Writer {
  private Writer() {}

  /**
   * A pass that was made.
   *
   * @param pass what was found and planned
   * @param rows its settings as they ended
   */
  record Written(Pass pass, List<SettingRow> rows) {

    /** Failed when a setting did. */
    int exitCode() {
      return rows.stream().anyMatch(row -> row.setting().outcome() == Outcome.Failed)
          ? ExitCode.FAILED
          : ExitCode.OK;
    }
  }

  /**
   * Makes the node have these tunings and no others.
   *
   * @throws IOException when the journal cannot be written, or another process has it
   */
  static Written write(Node node, List<NodeTuning> tunings) throws IOException {
    try (StateFolder folder = StateFolder.lock(node.state())) {
      FactsReader reader = new FactsReader(node.kernel());
      Facts facts = reader.read();
      try (Journal journal = Journal.open(folder, facts.bootId())) {
        AppliedTunings.save(folder.path(), tunings);
        Tuner.Tuned tuned = new Tuner(node.kernel(), reader, journal).tune(facts, tunings, false);
        new Bans(node.kernel(), folder.path(), false)
            .release(
                reader.irqbalance(), SteeredInterrupts.of(tuned.pass().facts(), journal.held()));
        return new Written(
            tuned.pass(), SettingRow.ended(tuned.before(), tuned.after(), tuned.steps()));
      }
    }
  }
}
