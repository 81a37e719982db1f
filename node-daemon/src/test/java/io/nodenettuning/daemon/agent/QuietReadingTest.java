package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.FaultyFiles;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Home;
import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Intel's driver asks a policy's CPU for its energy preference, by an interrupt: one that is
 * isolated is asked only when somebody may have changed it.
 */
class QuietReadingTest {
  private static final String CPUS = "/sys/devices/system/cpu/";
  private static final String BUSY = preference(5);
  private static final String ISOLATED = preference(6);
  private static final NodeTuning TUNING =
      Tunings.tuning(
          "t",
          "cpuPower: [{name: dp, cpus: {list: 5-6, isolated: Include},"
              + " energyPerformancePreference: power}]");

  /** So many looks make time a cause to look closer. */
  private static final int LOOKS = 25;

  @TempDir private Path root;
  private Kernel recorded;
  private FaultyFiles files;
  private StateFolder folder;
  private Journal journal;
  private Agent agent;

  private static String preference(int policy) {
    return CPUS + "cpufreq/policy" + policy + "/energy_performance_preference";
  }

  @BeforeEach
  void aConvergedNode() throws IOException {
    recorded = RecordedNode.load("mlx5-32cpu-2numa", root);
    change(CPUS + "isolated", "6-7");
    files = new FaultyFiles(recorded.files());
    Kernel kernel = recorded.with(files);
    folder = StateFolder.lock(root.resolve("run/nnt"));
    journal = Journal.open(folder, "boot");
    agent =
        new Agent(
            kernel,
            new FactsReader(kernel),
            journal,
            new Bans(kernel, folder.path(), false),
            () -> Optional.of(new Assignment(1, false, List.of(TUNING))),
            _ -> {},
            InstantSource.system(),
            Duration.ofHours(1));
    agent.pass();
    agent.pass();
    assertThat(text(BUSY)).isEqualTo("power");
    assertThat(text(ISOLATED)).isEqualTo("power");
    assertThat(files.reads(BUSY)).isPositive();
    assertThat(files.reads(ISOLATED)).isPositive();
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    folder.close();
  }

  private void change(String file, String text) throws IOException {
    Files.writeString(root.resolve(file.substring(1)), text + "\n");
  }

  /** Not through the files whose reads are counted. */
  private String text(String file) {
    return recorded.files().read(file).text().orElseThrow().strip();
  }

  private void looks() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      agent.pass();
    }
  }

  private void writtenBy(String file) throws IOException {
    agent.accept(
        new Hint.Written(
            file, new Writer(812, "tlp", "/usr/sbin/tlp", -1, new Home("", "", "", ""))));
    agent.step();
  }

  @Test
  void timeAloneIsNoCauseToAskAnIsolatedCpu() throws IOException {
    looks();

    assertThat(files.reads(BUSY)).isEqualTo(2);
    assertThat(files.reads(ISOLATED)).isZero();
  }

  @Test
  void aWriteIs() throws IOException {
    change(ISOLATED, "balance_power");
    looks();
    assertThat(text(ISOLATED)).isEqualTo("balance_power");

    writtenBy(ISOLATED);

    assertThat(text(ISOLATED)).isEqualTo("power");
  }

  @Test
  void anotherGovernorIs() throws IOException {
    change(ISOLATED, "performance");

    writtenBy(CPUS + "cpufreq/policy6/scaling_governor");

    assertThat(text(ISOLATED)).isEqualTo("power");
  }

  @Test
  void lostEventsAre() throws IOException {
    change(ISOLATED, "balance_power");

    agent.accept(new Hint.Everything("events were lost"));
    agent.pass();

    assertThat(text(ISOLATED)).isEqualTo("power");
  }

  @Test
  void otherCpusAre() throws IOException {
    change(CPUS + "online", "0-30");

    agent.pass();

    assertThat(files.reads(ISOLATED)).isEqualTo(1);
  }
}
