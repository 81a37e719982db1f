package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.cluster.status.NodeStatus;
import io.nodenettuning.daemon.cluster.status.Past;
import io.nodenettuning.daemon.cluster.status.Subject;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Home;
import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of settings that something else changes. */
class DriftTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ID = "rps:eth0/rx-1";
  private static final String FILE = "/sys/class/net/eth0/queues/rx-1/rps_cpus";
  private static final String XPS = "/sys/class/net/eth0/queues/tx-1/xps_cpus";
  private static final Home NOWHERE = new Home("", "", "", "");
  private static final Writer SCRIPT = new Writer(812, "boot.sh", "/opt/boot.sh", -1, NOWHERE);
  private static final Writer OTHER = new Writer(813, "sysctl", "/usr/sbin/sysctl", -1, NOWHERE);

  @TempDir private Path root;
  private Kernel kernel;
  private StateFolder folder;
  private Journal journal;
  private Agent agent;
  private Instant now = NOON;
  private NodeTuning tuning = tuning("");
  private @Nullable Report reported;

  @BeforeEach
  void makeNode() throws IOException {
    kernel = RecordedNode.load("igb-12cpu-isolated", root);
    folder = StateFolder.lock(root.resolve("run/nnt"));
    journal = Journal.open(folder, "boot");
    agent = agent();
    agent.step();
    assertThat(text(FILE)).isEqualTo("3");
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    folder.close();
  }

  private Agent agent() {
    return new Agent(
        kernel,
        new FactsReader(kernel),
        journal,
        new Bans(kernel, folder.path(), true),
        () -> Optional.of(new Assignment(1, false, List.of(tuning))),
        report -> reported = report,
        () -> now,
        Duration.ofHours(1));
  }

  private static NodeTuning tuning(String more) {
    return Tunings.tuning(
        "t",
        more
            + "interfaces: [{name: a, match: {names: [eth0]}, rps: {cpus: {list: 0-1}},"
            + " irqAffinity: {cpus: {list: \"2\"}}}]");
  }

  private void change(String file, String text) throws IOException {
    Files.writeString(root.resolve(file.substring(1)), text + "\n");
  }

  private String text(String file) {
    return kernel.files().read(file).text().orElseThrow().strip();
  }

  private Report report() {
    return Objects.requireNonNull(reported);
  }

  private PlannedSetting row(String id) {
    return report().settings().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Hint.Written written(Writer writer) {
    return new Hint.Written(real(FILE), writer);
  }

  /** As the kernel tells it: by the path of the device. */
  private String real(String file) {
    String device = kernel.files().link("/sys/class/net/eth0").orElseThrow();
    return file.replace("/sys/class/net/eth0", "/sys/" + device.replace("../", ""));
  }

  private void changedBy(Writer... writers) throws IOException {
    change(FILE, "0");
    for (Writer writer : writers) {
      agent.accept(written(writer));
    }
    agent.step();
  }

  @Test
  void cpusThatTheKubeletGivesToContainersChangeWhatIsWantedAtOnceAndAreNoDrift()
      throws IOException {
    tuning =
        Tunings.tuning(
            "t",
            "interfaces: [{name: a, match: {names: [eth0]},"
                + " rps: {cpus: {list: 0-1, exclusive: Exclude}}}]");
    Path state = root.resolve("var/lib/kubelet/cpu_manager_state");
    Files.createDirectories(state.getParent());
    Files.writeString(state, "{\"entries\":{}}");
    agent.wake();
    agent.step();
    long writes = report().writes();
    assertThat(text(FILE)).isEqualTo("3");

    Files.writeString(state, "{\"entries\":{\"pod\":{\"container\":\"1\"}}}");
    agent.accept(new Hint.Premise(state.toString()));
    await()
        .untilAsserted(() -> {
          agent.step();
          assertThat(text(FILE)).isEqualTo("1");
        });

    assertThat(report().writes()).isGreaterThan(writes);
    assertThat(report().driftsTotal()).isZero();
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Applied);
  }

  @Test
  void whatWasWrittenIsPutBackAtOnceAndItsWriterNamed() throws IOException {
    changedBy(SCRIPT);

    assertThat(text(FILE)).isEqualTo("3");
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Applied);
    assertThat(report().drifts()).hasSize(1);
    DriftEntry entry = report().drifts().getFirst();
    assertThat(entry.drift().id()).isEqualTo(ID);
    assertThat(entry.drift().from()).isEqualTo("0-1");
    assertThat(entry.drift().to()).isEqualTo("none");
    assertThat(entry.drift().corrected()).isTrue();
    assertThat(entry.origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void aWriteThatChangesNothingIsNoDrift() throws IOException {
    reported = null;
    agent.accept(written(SCRIPT));

    agent.step();

    assertThat(reported).isNull();
  }

  @Test
  void aWriteToTheMaskOfAnInterruptIsOneToItsList() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "7");
    agent.accept(new Hint.Written("/proc/irq/25/smp_affinity", SCRIPT));

    agent.step();

    assertThat(text("/proc/irq/25/smp_affinity_list")).isEqualTo("2");
  }

  @Test
  void oneOfSeveralWritersIsNotBlamedAlone() throws IOException {
    changedBy(SCRIPT, OTHER);

    assertThat(report().drifts().getFirst().origin())
        .hasToString("one of boot.sh (PID 812) or sysctl (PID 813)");
  }

  @Test
  void theNameThatAProcessChoseIsOnlyText() throws IOException {
    changedBy(new Writer(7, "\u001b[2Ja\nb", "", -1, NOWHERE));

    assertThat(report().drifts().getFirst().origin()).hasToString("?[2Ja?b (PID 7)");
  }

  @Test
  void aWriterWhoIsHeardOfTooLateIsNamedAllTheSame() throws IOException {
    change(FILE, "0");
    agent.pass();
    assertThat(report().drifts().getFirst().origin()).hasToString("unknown");

    agent.accept(written(SCRIPT));
    agent.step();

    assertThat(report().drifts()).hasSize(1);
    assertThat(report().drifts().getFirst().origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void aWriterWhoIsKnownLaterIsNamedThen() throws IOException {
    changedBy(new Writer(900, "", "", -1, NOWHERE));

    agent.accept(new Hint.Named(new Writer(900, "sh", "/bin/dash", -1, NOWHERE)));
    agent.step();

    assertThat(report().drifts().getFirst().origin()).hasToString("sh (PID 900)");
  }

  @Test
  void whatADriverMadeAnewIsSaidToBeItsDoing() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "0-7");
    change("/proc/irq/26/smp_affinity_list", "0-7");
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link));

    agent.pass();

    assertThat(report().drifts())
        .hasSize(2)
        .allSatisfy(
            entry -> assertThat(entry.origin()).hasToString("driver (eth0: its link changed)"));
    assertThat(text("/proc/irq/26/smp_affinity_list")).isEqualTo("2");
  }

  @Test
  void whatADriverTellsOnlyWhenItIsDoneIsSaidToBeItsDoingAllTheSame() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "0-7");
    agent.pass();
    assertThat(report().drifts().getFirst().origin()).isEqualTo(Origin.UNKNOWN);
    now = now.plusSeconds(1);
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Channels, List.of(SCRIPT)));
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link));

    agent.pass();

    assertThat(report().drifts()).hasSize(1);
    assertThat(report().drifts().getFirst().origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void whoIsSuspectedIsMoreThanAnEventThatCameBeforeHim() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "0-7");
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link));
    agent.pass();
    assertThat(report().drifts().getFirst().origin().writers()).isEmpty();
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Channels, List.of(SCRIPT)));
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link));

    agent.pass();

    assertThat(report().drifts()).hasSize(1);
    assertThat(report().drifts().getFirst().origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void whoChangedRingsMayHaveResetInterruptsAndWhoChangedFeaturesHasNot() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "0-7");
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link));
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Features, List.of(SCRIPT)));
    agent.pass();
    assertThat(report().drifts().getFirst().origin())
        .hasToString("driver (eth0: its link changed)");

    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Rings, List.of(SCRIPT)));
    agent.step();

    assertThat(report().drifts()).hasSize(1);
    assertThat(report().drifts().getFirst().origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void allAreToldWhoMayHaveChangedADevice() throws IOException {
    change("/proc/irq/25/smp_affinity_list", "0-7");
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Channels, List.of(SCRIPT)));
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Queues, List.of(SCRIPT)));
    agent.accept(new Hint.Device(2, "eth0", Hint.Device.Kind.Link, List.of(OTHER)));

    agent.pass();

    assertThat(report().drifts().getFirst().origin())
        .hasToString("one of boot.sh (PID 812) or sysctl (PID 813)");
  }

  @Test
  void cpusOfAPartitionChangeWhatIsWantedAndAreNoDrift() throws IOException {
    Files.createDirectories(root.resolve("sys/fs/cgroup"));
    change("/sys/fs/cgroup/cpuset.cpus.isolated", "1");
    agent.accept(new Hint.Isolation("1"));
    agent.pass();

    assertThat(text(FILE)).isEqualTo("1");
    assertThat(report().driftsTotal()).isZero();
  }

  @Test
  void reportedDriftIsToldOnceAndLeft() throws IOException {
    tuning = tuning("driftPolicy: Report\n");
    agent.pass();

    changedBy(SCRIPT);
    changedBy(SCRIPT);
    agent.pass();

    assertThat(text(FILE)).isEqualTo("0");
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Drifted);
    assertThat(report().driftsTotal()).isEqualTo(1);
    assertThat(report().drifts().getFirst().drift().corrected()).isFalse();
  }

  @Test
  void whoChangesReportedSettingsAgainAndAgainIsNotListenedTo() throws IOException {
    tuning = tuning("driftPolicy: Report\n");
    agent.pass();
    Hint.Written hint = written(SCRIPT);
    for (int i = 0; i < 4; i++) {
      assertThat(agent.watches(hint.path())).isTrue();
      change(FILE, i % 2 == 0 ? "0" : "1");
      agent.accept(hint);
      agent.step();
    }

    assertThat(agent.watches(hint.path())).isFalse();
    assertThat(report().driftsTotal()).isEqualTo(4);
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Drifted);
    now = now.plus(Duration.ofMinutes(11));
    agent.pass();
    assertThat(agent.watches(hint.path())).isTrue();
  }

  @Test
  void aNumberThatCameAgainNamesNobodyOfLongAgo() throws IOException {
    changedBy(new Writer(900, "", "", -1, NOWHERE));
    now = now.plus(Duration.ofMinutes(5));

    agent.accept(new Hint.Named(new Writer(900, "sh", "/bin/dash", -1, NOWHERE)));
    agent.step();

    assertThat(report().drifts().getFirst().origin())
        .hasToString("a process that was gone at once (PID 900)");
  }

  @Test
  void whatIsReadSeldomIsReadWhenAHintMeetsAPass() throws IOException {
    tuning =
        Tunings.tuning(
            "t", "interfaces: [{name: a, match: {names: [eth0]}, xps: {cpus: {list: 0-3}}}]");
    agent.pass();
    String wished = text(XPS);
    change(XPS, "40");
    agent.accept(new Hint.Written(real(XPS), SCRIPT));

    agent.pass();

    assertThat(text(XPS)).isEqualTo(wished);
    assertThat(report().drifts().getFirst().origin()).hasToString("boot.sh (PID 812)");
  }

  @Test
  void whoChangesItAgainAndAgainIsNotFought() throws IOException {
    for (int i = 0; i < 3; i++) {
      changedBy(SCRIPT);
      assertThat(text(FILE)).isEqualTo("3");
    }
    changedBy(SCRIPT);

    assertThat(text(FILE)).isEqualTo("0");
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Contended);
    assertThat(row(ID).message())
        .isEqualTo(
            "put back 3 times within 10 minutes and changed again, last by boot.sh (PID 812);"
                + " left alone until 2026-03-01T12:10:00Z");

    changedBy(SCRIPT);
    agent.pass();
    assertThat(report().driftsTotal()).isEqualTo(4);
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Contended);
  }

  @Test
  void afterABackOffItIsPutBackOnceAndTheNextOneIsLonger() throws IOException {
    for (int i = 0; i < 4; i++) {
      changedBy(SCRIPT);
    }
    now = NOON.plus(Duration.ofMinutes(11));
    agent.pass();
    assertThat(text(FILE)).isEqualTo("3");
    assertThat(report().drifts().getFirst().origin())
        .as("it is as it was left, so it is of whom it was left to")
        .hasToString("boot.sh (PID 812)");

    changedBy(SCRIPT);

    assertThat(text(FILE)).isEqualTo("0");
    assertThat(row(ID).message())
        .startsWith("put back after a back-off of 10 minutes and changed again")
        .endsWith("left alone until 2026-03-01T12:31:00Z");
  }

  @Test
  void aFightThatIsOverIsForgotten() throws IOException {
    for (int i = 0; i < 4; i++) {
      changedBy(SCRIPT);
    }
    now = NOON.plus(Duration.ofMinutes(11));
    agent.pass();
    assertThat(row(ID).outcome()).isEqualTo(Outcome.Applied);
    now = NOON.plus(Duration.ofMinutes(25));
    agent.pass();

    for (int i = 0; i < 3; i++) {
      changedBy(SCRIPT);
      assertThat(text(FILE)).isEqualTo("3");
    }
  }

  @Test
  void slowChangesAreNoFight() throws IOException {
    for (int i = 0; i < 10; i++) {
      now = now.plus(Duration.ofMinutes(4));
      changedBy(SCRIPT);
      assertThat(text(FILE)).isEqualTo("3");
    }
  }

  @Test
  void aDayOfQuietWritesAndTellsNothing() throws IOException {
    Set<NodeNetTuningStateStatus> statuses = new HashSet<>();
    List<Long> writes = new ArrayList<>();
    NodeStatus status = new NodeStatus(_ -> 0);
    Subject subject = new Subject("n", "0", List.of(), List.of());
    Past past = Past.none();
    for (; now.isBefore(NOON.plus(Duration.ofHours(24))); now = now.plusSeconds(30)) {
      agent.pass();
      past = past.seen(report().settings(), now);
      NodeNetTuningStateStatus told = status.of(report(), subject, past, now);
      past = past.told(Objects.requireNonNull(told.conditions()));
      statuses.add(told);
      writes.add(report().writes());
    }

    assertThat(writes).hasSize(2880).containsOnly(writes.getFirst());
    assertThat(statuses).hasSize(1);
  }
}
