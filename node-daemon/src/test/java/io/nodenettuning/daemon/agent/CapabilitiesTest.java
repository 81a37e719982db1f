package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Ethtool;
import io.nodenettuning.daemon.kernel.ForwardingEthtool;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What devices can be set to is in a report, and they are asked seldom. */
class CapabilitiesTest {
  @TempDir private Path root;
  private final List<String> asked = new ArrayList<>();
  private StateFolder folder;
  private Journal journal;
  private Kernel kernel;
  private @Nullable Report told;

  @BeforeEach
  void makeNode() throws IOException {
    Kernel recorded = new FolderNode(root).kernel();
    kernel =
        new Kernel(
            recorded.files(),
            new Counted(recorded.ethtool()),
            recorded.receiveHash(),
            recorded.napiThreads());
    folder = StateFolder.lock(root.resolve("run/state"));
    journal = Journal.open(folder, "boot-1");
  }

  @AfterEach
  void end() throws IOException {
    journal.close();
    folder.close();
  }

  private Agent agent(String settings) {
    Assignment assignment =
        new Assignment(
            1,
            false,
            List.of(
                Tunings.tuning(
                    "t", "interfaces: [{name: a, match: {names: [eth0]}, " + settings + "}]")));
    return new Agent(
        kernel,
        new FactsReader(kernel),
        journal,
        new Bans(kernel, folder.path(), true),
        () -> Optional.of(assignment),
        report -> told = report,
        Clock.systemUTC(),
        Duration.ofHours(1));
  }

  private Report step(Agent agent) throws IOException {
    agent.wake();
    agent.step();
    return Objects.requireNonNull(told);
  }

  private static NicCapabilities eth0(Report report) {
    return report.capabilities().of(report.interfaces().getFirst()).orElseThrow();
  }

  @Test
  void aConvergedNodeAsksDevicesOnACloserLookOnlyAndNoneThatIsNotTold() throws IOException {
    Agent agent = agent("rps: {}");
    Report first = step(agent);
    assertThat(asked).containsOnly("eth0").isNotEmpty();
    asked.clear();

    int passes = 0;
    Report report;
    do {
      report = step(agent);
      passes++;
    } while (asked.isEmpty() && passes < 100);

    assertThat(passes).isBetween(10, 20);
    assertThat(asked).containsOnly("eth0").hasSize(ParameterGroup.values().length + 1);
    assertThat(report.capabilities()).isEqualTo(first.capabilities());
  }

  @Test
  void whatTheDaemonItselfChangedIsToldAtOnce() throws IOException {
    Report report = step(agent("rings: {rx: 512}"));

    assertThat(report.writes()).isEqualTo(1);
    assertThat(eth0(report).rings()).containsEntry("rx", new NicCapabilities.Capacity(512, 1024L));
  }

  /** Notes which device is asked. */
  private final class Counted extends ForwardingEthtool {
    Counted(Ethtool recorded) {
      super(recorded);
    }

    @Override
    public FeaturesReading features(String device) {
      asked.add(device);
      return super.features(device);
    }

    @Override
    public ParametersReading parameters(String device, ParameterGroup group) {
      asked.add(device);
      return super.parameters(device, group);
    }
  }
}
