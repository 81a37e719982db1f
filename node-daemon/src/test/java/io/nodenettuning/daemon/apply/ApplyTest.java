package io.nodenettuning.daemon.apply;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is written is read back, journalled before, and restored; a second process finds it done.
 */
class ApplyTest extends ApplyCase {
  @Test
  void settingsAreWrittenReadBackAndRestored() throws IOException {
    List<String> before = everything();

    assertThat(pass(ALL)).allMatch(ApplyTest::isDone);
    assertThat(node.text(FolderNode.rps("eth0", 3))).isEqualTo("3f");
    assertThat(node.text("/proc/irq/43/smp_affinity_list")).isEqualTo("1");
    assertThat(node.text(FolderNode.governor(0))).isEqualTo("performance");

    assertThat(pass()).allMatch(row -> row.outcome() == Outcome.Applied);
    assertThat(everything())
        .map(text -> text.equals("0") ? "00" : text)
        .isEqualTo(before.stream().map(text -> text.equals("0") ? "00" : text).toList());
  }

  @Test
  void aSecondProcessFindsEverythingDoneAndWritesNothing() throws IOException {
    pass(ALL);
    int writes = files.writes;

    assertThat(pass(ALL)).allMatch(ApplyTest::isDone);

    assertThat(files.writes).isEqualTo(writes);
  }

  @Test
  void whatTheKernelRoundsIsNotWrittenAgain() throws IOException {
    files.keeps("rps_flow_cnt", "128");
    NodeTuning rounded = tuning("t", ETH0 + "rfs: {flowCount: 100}}]");

    assertThat(pass(rounded)).allMatch(row -> row.outcome() == Outcome.Constrained);
    int writes = files.writes;
    assertThat(pass(rounded))
        .allMatch(row -> row.outcome() == Outcome.Constrained)
        .allMatch(row -> "128".equals(row.observed()));

    assertThat(files.writes).isEqualTo(writes);
  }

  @Test
  void theJournalHasTheOriginalBeforeTheFirstWrite() throws IOException {
    files.beforeWrite =
        () -> {
          try {
            assertThat(Journal.read(folder.resolve("run/nnt"), "boot-1").values())
                .hasSize(4)
                .allMatch(held -> held.original().equals("none") && held.readBack() == null);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };

    pass(RPS);

    assertThat(files.writes).isEqualTo(4);
  }

  @Test
  void driftIsPutBack() throws IOException {
    pass(RPS);
    node.file(FolderNode.rps("eth0", 2), "1");

    List<PlannedSetting> rows = pass(RPS);

    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("3f");
    assertThat(rows.get(2).outcome()).isEqualTo(Outcome.Applied);
    assertThat(rows.get(2).message()).contains("was 0-5").contains("set it to 0");
  }

  @Test
  void driftIsOnlyToldWhereThatIsAsked() throws IOException {
    NodeTuning report =
        tuning("t", "{driftPolicy: Report, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}");
    pass(report);
    node.file(FolderNode.rps("eth0", 2), "1");

    assertThat(pass(report).get(2).outcome()).isEqualTo(Outcome.Drifted);
    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("1");
    node.file(FolderNode.rps("eth0", 2), "3f");
    assertThat(pass(report).get(2).outcome()).isEqualTo(Outcome.Applied);
  }

  @Test
  void anIncidentIsToldOnce() throws IOException {
    NodeTuning report =
        tuning("t", "{driftPolicy: Report, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}");
    pass(report);
    node.file(FolderNode.rps("eth0", 2), "1");
    try (StateFolder state = StateFolder.lock(folder.resolve("run/nnt"));
        Journal journal = Journal.open(state, "boot-1")) {
      assertThat(tuned(journal, report).drifts()).hasSize(1);
      assertThat(tuned(journal, report).drifts()).isEmpty();
    }
  }

  @Test
  void twoProcessesNeverWriteOnOneNode() throws IOException {
    Path state = folder.resolve("run/nnt");
    try (StateFolder first = StateFolder.lock(state)) {
      assertThat(first.path()).isEqualTo(state);
      assertThatThrownBy(() -> StateFolder.lock(state)).hasMessageContaining("another nnt");
    }
  }

  @Test
  void nobodyElseMayHoldTheLock() throws IOException {
    pass(RPS);

    assertThat(Files.getPosixFilePermissions(folder.resolve("run/nnt/lock")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whoIsOverriddenSeesWhatWasWritten() throws IOException {
    List<PlannedSetting> rows =
        pass(
            new NodeTuning("uid-strong", "strong", 1, "strong-1", RPS.content()),
            tuning("weak", ETH0 + "rps: {cpus: {list: '1'}}}]"));

    assertThat(rows)
        .filteredOn(row -> row.outcome() == Outcome.Overridden)
        .hasSize(4)
        .allMatch(row -> "0-5".equals(row.observed()));
  }

  /** Wherever a process dies, the next one loses no original and ends where it should. */
  @Test
  void dyingAnywhereLosesNothing() throws IOException {
    List<String> before = everything();
    Random random = new Random(42);
    for (int run = 0; run < 200; run++) {
      boolean apply = random.nextBoolean();
      files.diesAt(random.nextInt(40));
      try {
        pass(apply ? new NodeTuning[] {ALL} : new NodeTuning[0]);
      } catch (FaultyFiles.Death e) {
        assertThat(e).isNotNull();
      }
      files.lives();
      if (run % 10 == 0) {
        assertThat(pass(ALL)).allMatch(ApplyTest::isDone);
        pass();
        assertThat(everything().stream().map(text -> text.equals("0") ? "00" : text))
            .containsExactlyElementsOf(
                before.stream().map(text -> text.equals("0") ? "00" : text).toList());
      }
    }
  }
}
