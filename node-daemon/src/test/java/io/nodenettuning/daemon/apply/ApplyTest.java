package io.nodenettuning.daemon.apply;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Tuner;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTest {
  private static final String ETH0 = "interfaces: [{name: a, match: {names: [eth0]}, ";
  private static final NodeTuning RPS = tuning("t", ETH0 + "rps: {cpus: {list: 0-5}}}]");
  private static final NodeTuning ALL =
      tuning(
          "t",
          "{rpsSockFlowEntries: 32768, cpuPower: [{name: p, cpus: {list: '0'}, governor:"
              + " performance}], "
              + ETH0
              + "rps: {cpus: {}}, rfs: {flowCount: Auto}, irqAffinity: {}, offloads: {tso:"
              + " false}}]}");

  @TempDir private Path folder;
  private FolderNode node;
  private FaultyFiles files;
  private Kernel kernel;

  @BeforeEach
  void makeNode() {
    node = new FolderNode(folder);
    files = new FaultyFiles(node.kernel().files());
    kernel = node.kernel().with(files);
  }

  private List<PlannedSetting> pass(NodeTuning... tunings) throws IOException {
    try (StateFolder state = StateFolder.lock(folder.resolve("run/nnt"));
        Journal journal = Journal.open(state, "boot-1")) {
      return tuned(journal, tunings).after();
    }
  }

  private Tuner.Tuned tuned(Journal journal, NodeTuning... tunings) throws IOException {
    return new Tuner(kernel, new FactsReader(kernel), journal)
        .tune(node.facts(), List.of(tunings), false);
  }

  /** As it should be: a fixed feature may have been so before. */
  private static boolean isDone(PlannedSetting row) {
    return row.outcome() == Outcome.Applied
        || (row.outcome() == Outcome.AlreadySet && row.id().startsWith("offload:"));
  }

  private List<String> everything() {
    List<String> all = new ArrayList<>();
    for (int queue = 0; queue < 4; queue++) {
      all.add(node.text(FolderNode.rps("eth0", queue)));
      all.add(node.text("/sys/class/net/eth0/queues/rx-" + queue + "/rps_flow_cnt"));
      all.add(node.text("/proc/irq/" + (40 + queue) + "/smp_affinity_list"));
    }
    all.add(node.text("/proc/sys/net/core/rps_sock_flow_entries"));
    all.add(node.text(FolderNode.governor(0)));
    all.add(String.valueOf(kernel.ethtool().features("eth0")));
    return all;
  }

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
  void aRefusedSettingDoesNotBlockTheOthers() throws IOException {
    files.refuses("/proc/irq/41/", Errno.EPERM);
    files.refuses("/proc/irq/42/", Errno.ENOSPC);

    List<PlannedSetting> rows = pass(tuning("t", ETH0 + "irqAffinity: {}}]"));

    assertThat(rows)
        .extracting(PlannedSetting::outcome)
        .containsExactly(Outcome.Applied, Outcome.Immutable, Outcome.Failed, Outcome.Applied);
    assertThat(rows.get(2).message()).contains("ENOSPC").contains("/proc/irq/42/");
  }

  /** A sequence as of arch/x86/kernel/apic/vector.c: moves of a test's own interrupts just work. */
  @Test
  void anInterruptThatCannotMoveForAMomentIsMovedInTheSamePass() throws IOException {
    files.refusesAtFirst("/proc/irq/41/", Errno.ENOSPC, Errno.EBUSY, Errno.EAGAIN);
    files.refusesAtFirst("/proc/irq/42/", Errno.EBUSY);

    List<PlannedSetting> rows = pass(tuning("t", ETH0 + "irqAffinity: {}}]"));

    assertThat(rows).extracting(PlannedSetting::outcome).containsOnly(Outcome.Applied);
    assertThat(files.writes).isEqualTo(4 + 3 + 1);
    assertThat(node.text("/proc/irq/41/smp_affinity_list")).isEqualTo("2");
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgainAndWhatFailedIs() throws IOException {
    files.refuses("/proc/irq/41/", Errno.EPERM);
    files.refuses("/proc/irq/42/", Errno.EBUSY);
    NodeTuning tuning = tuning("t", ETH0 + "irqAffinity: {}}]");
    pass(tuning);
    int tried = files.writes;

    List<PlannedSetting> rows = pass(tuning);

    assertThat(rows.get(1).outcome()).isEqualTo(Outcome.Immutable);
    assertThat(files.writes).as("four attempts").isEqualTo(tried + 4);
    files.refusals.clear();
    assertThat(pass(tuning).get(2).outcome()).isEqualTo(Outcome.Applied);
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
  void whatSomethingElseSetSinceIsLeftWhenATuningGoes() throws IOException {
    pass(RPS);
    node.file(FolderNode.rps("eth0", 2), "1");

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("1");
    assertThat(node.text(FolderNode.rps("eth0", 1))).isIn("0", "00");
  }

  @Test
  void keptSettingsStayWhenATuningGoes() throws IOException {
    pass(tuning("t", "{releasePolicy: Keep, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}"));

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 2))).isEqualTo("3f");
    assertThat(Journal.read(folder.resolve("run/nnt"), "boot-1")).isEmpty();
  }

  @Test
  void aSecondTuningTakesOverAndTheFirstOriginalComesBack() throws IOException {
    node.file(FolderNode.rps("eth0", 0), "10");
    pass(RPS);
    pass(tuning("u", ETH0 + "rps: {cpus: {list: '1'}}}]"));
    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("2");

    pass();

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("10");
  }

  @Test
  void auditLetsGoOfNothing() throws IOException {
    pass(RPS);

    pass(tuning("t", "{mode: Audit, " + ETH0 + "rps: {cpus: {list: 0-5}}}]}"));

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("3f");
  }

  @Test
  void aTuningThatIsNotUnderstoodLetsGoOfNothing() throws IOException {
    pass(RPS);

    pass(
        new NodeTuning("uid-t", "t", 0, "t-2", new NodeTuning.NotUnderstood("spec.mode: Enfroce")));

    assertThat(node.text(FolderNode.rps("eth0", 0))).isEqualTo("3f");
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

  @Test
  void refusedReadingIsAnOutcome() throws IOException {
    files.unreadable("/proc/irq/40/", Errno.EIO);

    PlannedSetting row = pass(tuning("t", ETH0 + "irqAffinity: {}}]")).getFirst();

    assertThat(row.outcome()).isEqualTo(Outcome.Failed);
    assertThat(kernel.files().read("/proc/irq/40/smp_affinity_list"))
        .isInstanceOf(Reading.Refused.class);
  }
}
