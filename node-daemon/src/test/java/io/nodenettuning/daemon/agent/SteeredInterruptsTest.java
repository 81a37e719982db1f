package io.nodenettuning.daemon.agent;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a node with four queues, interrupts 25 to 28, and another interrupt of their card, 24. */
class SteeredInterruptsTest {
  @TempDir private Path root;

  private Set<Integer> steeredBy(NodeTuning... tunings) throws IOException {
    Kernel kernel = RecordedNode.load("igb-12cpu-isolated", root);
    FactsReader reader = new FactsReader(kernel);
    Facts facts = reader.read();
    try (StateFolder folder = StateFolder.lock(root.resolve("run/nnt"));
        Journal journal = Journal.open(folder, facts.bootId())) {
      new Tuner(kernel, reader, journal).tune(facts, List.of(tunings), false);
      return SteeredInterrupts.of(facts, journal.held());
    }
  }

  @Test
  void thoseOfARuleAreSteered() throws IOException {
    assertThat(
            steeredBy(
                tuning("t", "interfaces: [{name: a, match: {names: [eth0]}, irqAffinity: {}}]")))
        .containsExactly(25, 26, 27, 28);
  }

  @Test
  void thoseThatHaveToLeaveCpusAreToo() throws IOException {
    assertThat(steeredBy(tuning("t", "housekeeping: {interrupts: Move}")))
        .as("queues first")
        .containsExactly(25, 26, 27, 28, 24);
  }

  @Test
  void thoseThatNobodyNamesAreNot() throws IOException {
    assertThat(steeredBy(tuning("t", "housekeeping: {unboundWorkqueues: Move}"))).isEmpty();
  }
}
