package io.nodenettuning.daemon.agent;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.apply.FaultyFiles;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A device that is not polled refuses threads, until something about it changes, be it while no
 * process looks.
 */
class RenewalsTest {
  private static final String ETH0 = "/sys/class/net/eth0/";
  private static final String UP = "0x1003";
  private static final String DOWN = "0x1002";
  private static final NodeTuning THREADED =
      tuning("t", "interfaces: [{name: a, match: {names: [eth0]}, napi: {threaded: Enabled}}]");

  @TempDir private Path root;
  private FolderNode node;
  private FaultyFiles files;
  private StateFolder folder;
  private Journal journal;
  private Tuner tuner;
  private FactsReader facts;

  @BeforeEach
  void makeNode() throws IOException {
    node = new FolderNode(root);
    node.file(ETH0 + "threaded", "0");
    files = new FaultyFiles(node.kernel().files());
    files.refuses("threaded", Errno.EOPNOTSUPP);
    folder = StateFolder.lock(root.resolve("run/nnt"));
    journal = Journal.open(folder, "boot-1");
    start();
    assertThat(pass()).isEqualTo(Outcome.Unsupported);
  }

  private void start() {
    Kernel kernel = node.kernel().with(files);
    facts = new FactsReader(kernel);
    tuner = new Tuner(kernel, facts, journal);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    folder.close();
  }

  private Outcome pass() throws IOException {
    return tuner
        .tune(facts.readWithoutSearch(), List.of(THREADED), false)
        .after()
        .getFirst()
        .outcome();
  }

  @Test
  void aRefusalIsNotFought() throws IOException {
    int writes = files.writes();

    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    start();
    assertThat(pass()).as("by another process").isEqualTo(Outcome.Unsupported);
    reopenJournal();
    assertThat(pass()).as("that reads the journal").isEqualTo(Outcome.Unsupported);

    assertThat(files.writes()).isEqualTo(writes);
  }

  private void reopenJournal() throws IOException {
    journal.close();
    journal = Journal.open(folder, "boot-1");
    start();
  }

  @ParameterizedTest
  @EnumSource
  void itIsTriedOnceByAProcessThatFindsTheDeviceChanged(Change change) throws IOException {
    int writes = files.writes();

    happens(change);
    reopenJournal();

    assertThat(Pass.look(node.kernel(), facts.read(), List.of(THREADED), journal.held(), false))
        .extracting(look -> look.plan().settings().getFirst().outcome())
        .as("a plan says so before")
        .isEqualTo(Outcome.Planned);
    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    reopenJournal();
    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    assertThat(files.writes()).isEqualTo(writes + 1);

    files.takesAll();
    node.file(ETH0 + "queues/tx-5/xps_cpus", "00");
    reopenJournal();
    assertThat(pass()).isEqualTo(Outcome.Applied);
  }

  /** What can become of a device while nobody looks. */
  enum Change {
    QUEUE,
    FEATURE,
    DEVICE
  }

  private void happens(Change change) {
    switch (change) {
      case QUEUE -> node.file(ETH0 + "queues/rx-4/rps_cpus", "00");
      case FEATURE -> node.kernel().ethtool().setFeatures("eth0", Map.of("rx-gro", false));
      case DEVICE -> node.file(ETH0 + "uevent", "INTERFACE=eth0\nIFINDEX=7");
    }
  }

  @Test
  void aNodeOnHoldIsNotWrittenAndTriesLater() throws IOException {
    int writes = files.writes();
    node.file(ETH0 + "queues/rx-4/rps_cpus", "00");
    files.takesAll();
    reopenJournal();

    tuner.tune(facts.read(), List.of(THREADED), true);
    assertThat(files.writes()).isEqualTo(writes);

    assertThat(pass()).isEqualTo(Outcome.Applied);
  }

  @Test
  void aRefusalThatAnEarlierVersionKeptIsTriedAgain() throws IOException {
    Held held = journal.held().values().iterator().next();
    journal.keep(List.of(held.refused(new Refusal(Outcome.Unsupported, "EOPNOTSUPP", ""))));
    int writes = files.writes();
    reopenJournal();

    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    assertThat(pass()).isEqualTo(Outcome.Unsupported);

    assertThat(files.writes()).isEqualTo(writes + 1);
  }

  @Test
  void itIsTriedOnceWhenTheDeviceGoesUpAgain() throws IOException {
    int writes = files.writes();
    node.file(ETH0 + "flags", DOWN);
    assertThat(pass()).isEqualTo(Outcome.Pending);

    node.file(ETH0 + "flags", UP);
    assertThat(pass()).isEqualTo(Outcome.Unsupported);
    assertThat(pass()).isEqualTo(Outcome.Unsupported);

    assertThat(files.writes()).isEqualTo(writes + 1);
  }

  @Test
  void itIsTriedWhenQueuesAreMadeAnew() throws IOException {
    files.takesAll();
    assertThat(pass()).isEqualTo(Outcome.Unsupported);

    node.file(ETH0 + "queues/rx-4/rps_cpus", "00");

    assertThat(pass()).isEqualTo(Outcome.Applied);
    assertThat(node.text(ETH0 + "threaded")).isEqualTo("1");
  }
}
