package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.irqbalance.DebianIrqbalance;
import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's irqbalance on this machine, beside a tuning of the interrupts of one of its devices. */
@Tag("kernel")
class IrqbalanceOnTheKernelTest {
  @TempDir Path host;
  private List<Integer> irqs = List.of();
  private Kernel kernel = Kernel.host();
  private Nic nic;
  private DebianIrqbalance irqbalance;

  @BeforeEach
  void aNodeWithIrqbalance() throws IOException {
    for (String mounted : new String[] {"proc", "sys"}) {
      Files.createSymbolicLink(host.resolve(mounted), Path.of("/" + mounted));
    }
    kernel = Kernel.mountedAt(host);
    nic = DebianIrqbalance.steerable();
    irqs = nic.interrupts().stream().map(QueueInterrupt::irq).sorted().toList();
    irqbalance = DebianIrqbalance.in(host);
    irqbalance.start();
  }

  @AfterEach
  void asItWas() throws Exception {
    if (irqbalance != null) {
      irqbalance.close();
    }
  }

  @Test
  void leavesSteeredInterruptsAloneAlsoAfterItRestartsAndUntilTheyAreLetGo() throws Exception {
    List<Integer> ours = new ArrayList<>(irqs);
    ours.add(DebianIrqbalance.FOREIGN);
    tune(
        """
        interfaces:
        - {name: nic, match: {names: [%s]}, irqAffinity: {cpus: {list: "0"}}}
        """
            .formatted(nic.name()),
        agent -> {
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(irqbalance.bans()).isEqualTo(ours);
          for (int irq : irqs) {
            await()
                .atMost(20, SECONDS)
                .until(() ->
                    Files.readString(irqbalance.log())
                        .contains("IRQ %d was BANNED".formatted(irq)));
          }

          irqbalance.stop();
          agent.pass();
          irqbalance.start();
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(irqbalance.bans()).isEqualTo(ours);
        });

    assertThat(nnt("revert", "--host-prefix", host).code()).isZero();

    assertThat(irqbalance.bans()).containsExactly(DebianIrqbalance.FOREIGN);
  }

  @Test
  void leavesInterruptsAloneThatHadToLeaveCpusUntilTheyAreLetGo() throws Exception {
    Facts facts = new FactsReader(kernel).read();
    List<Integer> ours =
        Stream.concat(
                facts.nics().stream()
                    .flatMap(each -> each.interrupts().stream().map(QueueInterrupt::irq)),
                facts.interrupts().stream()
                    .filter(interrupt -> interrupt.kind() == Interrupt.Kind.Movable)
                    .map(Interrupt::irq))
            .sorted()
            .toList();
    assertThat(ours).hasSizeGreaterThan(irqs.size());

    tune(
        "housekeeping: {cpus: {list: \"0\"}, interrupts: Move}",
        agent -> {
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(irqbalance.bans())
              .containsAll(ours)
              .contains(DebianIrqbalance.FOREIGN)
              .hasSize(ours.size() + 1);
        });

    assertThat(nnt("revert", "--host-prefix", host).code()).isZero();
    assertThat(irqbalance.bans()).containsExactly(DebianIrqbalance.FOREIGN);
  }

  private interface Part {
    void play(Agent agent) throws Exception;
  }

  private void tune(String spec, Part part) throws Exception {
    try (StateFolder folder = StateFolder.lock(host.resolve("run/nnt"))) {
      FactsReader facts = new FactsReader(kernel);
      try (Journal journal = Journal.open(folder, facts.read().bootId())) {
        Assignment assignment = new Assignment(1, false, List.of(Tunings.tuning("steer", spec)));
        part.play(
            new Agent(
                kernel,
                facts,
                journal,
                new Bans(kernel, folder.path(), true),
                () -> Optional.of(assignment),
                _ -> {},
                Clock.systemUTC(),
                Duration.ofHours(1)));
      }
    }
  }
}
