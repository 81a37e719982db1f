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
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is not polled refuses threads, until something about it changes. */
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

    assertThat(files.writes()).isEqualTo(writes);
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
