package io.nodenettuning.daemon.agent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The daemon's loop with its events on this machine's own kernel, against other processes. It looks
 * by itself only every hour: what is put back here, an event told of.
 */
@Tag("kernel")
class DriftOnTheKernelTest {
  private static final String NIC = "nntdrift0";
  private static final String FOLDER = "/sys/class/net/" + NIC;
  private static final String RPS = FOLDER + "/queues/rx-1/rps_cpus";

  @TempDir private Path state;
  private final Kernel kernel = Kernel.host();
  private StateFolder folder;
  private Journal journal;
  private Agent agent;
  private Thread loop;
  private volatile @Nullable Report reported;
  private volatile Duration later = Duration.ZERO;
  private volatile List<NodeTuning> tunings = List.of();

  @BeforeEach
  void start() throws Exception {
    sh(
        "ip link add "
            + NIC
            + " numrxqueues 4 numtxqueues 4 type veth peer name nntdrift1 numrxqueues 4 numtxqueues 4"
            + " && ip link set nntdrift1 up && ip link set "
            + NIC
            + " up");
    tunings =
        List.of(
            Tunings.tuning(
                "t",
                "interfaces: [{name: a, match: {names: ["
                    + NIC
                    + "]}, rps: {cpus: {list: 0-1}}, rfs: {flowCount: 32}, xps: {cpus: {list: 0-1}},"
                    + " napi: {groFlushTimeoutNanos: 20000, deferHardIrqs: 2},"
                    + " offloads: {gro: false}}]"));
    FactsReader facts = new FactsReader(kernel);
    folder = StateFolder.lock(state);
    journal = Journal.open(folder, facts.read().bootId());
    agent =
        new Agent(
            kernel,
            facts,
            journal,
            new Bans(kernel, state, true),
            () -> Optional.of(new Assignment(1, false, tunings)),
            report -> reported = report,
            () -> Instant.now().plus(later),
            Duration.ofHours(1));
    loop = Thread.ofPlatform().start(agent::runWithEvents);
    await().atMost(10, SECONDS).until(() -> text(RPS).equals("3"));
    await().atMost(10, SECONDS).until(() -> agent.watches(real(RPS)));
  }

  @AfterEach
  void end() throws Exception {
    agent.stop();
    loop.join();
    journal.close();
    folder.close();
    sh("ip link delete nntdrift1");
  }

  private static void sh(String script) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor()).isZero();
  }

  private String text(String path) {
    return kernel.files().read(path).text().orElse("").strip();
  }

  private static String real(String path) throws IOException {
    return Path.of(path).toRealPath().toString();
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

  private DriftEntry latest(String id) {
    return report().drifts().stream()
        .filter(entry -> entry.drift().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "rps:nntdrift0/rx-1,             queues/rx-1/rps_cpus,     1",
    "rfs:nntdrift0/rx-2,             queues/rx-2/rps_flow_cnt, 64",
    "xps:nntdrift0/tx-3,             queues/tx-3/xps_cpus,     3",
    "napi:nntdrift0/gro-flush-timeout, gro_flush_timeout,        9000",
    "napi:nntdrift0/defer-hard-irqs,   napi_defer_hard_irqs,     9"
  })
  void whatAScriptEchoesIsPutBackOnceAndTheScriptNamed(String id, String file, String value)
      throws Exception {
    String path = FOLDER + "/" + file;
    String wished = text(path);

    sh("echo " + value + " > " + path + "; sleep 0.2");

    await().atMost(5, SECONDS).until(() -> text(path).equals(wished));
    await().atMost(5, SECONDS).until(() -> report().driftsTotal() == 1);
    assertThat(latest(id).origin().toString()).startsWith("sh (PID");
    assertThat(latest(id).drift().corrected()).isTrue();
    assertThat(row(id).outcome()).isEqualTo(Outcome.Applied);

    sh("echo " + wished + " > " + path);
    agent.pass();
    assertThat(report().driftsTotal()).as("no second correction without a change").isEqualTo(1);
  }

  /** A veth is polled only with generic receive offload: the kernel refuses threads without. */
  @Test
  void threadsThatWereRefusedAreMadeWhenAnOffloadMakesThemPossible() throws Exception {
    String id = "napi:" + NIC + "/threaded";
    tunings =
        List.of(
            Tunings.tuning(
                "t",
                "interfaces: [{name: a, match: {names: ["
                    + NIC
                    + "]}, napi: {threaded: Enabled}}]"));
    agent.wake();
    await().atMost(10, SECONDS).until(() -> isAs(id, Outcome.Unsupported));

    sh("ethtool -K " + NIC + " gro on");

    await().atMost(10, SECONDS).until(() -> isAs(id, Outcome.Applied));
    assertThat(text(FOLDER + "/threaded")).isEqualTo("1");
  }

  private boolean isAs(String id, Outcome outcome) {
    return report().settings().stream()
        .anyMatch(row -> row.id().equals(id) && row.outcome() == outcome);
  }

  @Test
  void whatEthtoolTurnsOnIsTurnedOffAgain() throws Exception {
    sh("ethtool -K " + NIC + " gro on");

    await().atMost(5, SECONDS).until(() -> report().driftsTotal() == 1);
    await().atMost(5, SECONDS).until(() -> gro().contains(": off"));
    assertThat(row("offload:" + NIC + "/rx-gro").outcome()).isEqualTo(Outcome.Applied);
    assertThat(latest("offload:" + NIC + "/rx-gro").origin().toString()).startsWith("ethtool (PID");
  }

  private static String gro() throws IOException {
    Process ethtool = new ProcessBuilder("ethtool", "-k", NIC).start();
    try (var out = ethtool.inputReader()) {
      return out.lines().filter(line -> line.contains("generic-receive")).findFirst().orElseThrow();
    }
  }

  @Test
  void queuesThatAreMadeAnewAreSteeredAgainAndTheDriverNamed() throws Exception {
    sh("ethtool -L " + NIC + " rx 2 tx 2");
    await()
        .atMost(10, SECONDS)
        .until(() ->
            report().settings().stream().noneMatch(row -> row.id().equals("rps:" + NIC + "/rx-3")));

    sh("ethtool -L " + NIC + " rx 4 tx 4");

    await().atMost(10, SECONDS).until(() -> text(FOLDER + "/queues/rx-3/rps_cpus").equals("3"));
    await()
        .atMost(10, SECONDS)
        .until(() -> row("rps:" + NIC + "/rx-3").outcome() == Outcome.Applied);
  }

  @Test
  void anInterfaceThatIsRenamedOrGoesAwayIsFollowed() throws Exception {
    sh("ip link set " + NIC + " down && ip link set " + NIC + " name nntdrift9");
    await()
        .atMost(10, SECONDS)
        .until(() -> report().settings().stream().noneMatch(PlannedSetting::counts));

    sh("ip link set nntdrift9 name " + NIC + " && ip link set " + NIC + " up");

    await()
        .atMost(10, SECONDS)
        .until(() ->
            report().settings().stream().anyMatch(row -> row.id().equals("rps:" + NIC + "/rx-1")));
    await().atMost(10, SECONDS).until(() -> text(RPS).equals("3"));
  }

  @Test
  void whoWritesForEverEndsTheFightAndOnceHeStopsItIsPutBack() throws Exception {
    Process writer =
        new ProcessBuilder("sh", "-c", "while :; do echo 1 > " + RPS + "; done").start();
    try {
      await()
          .atMost(10, SECONDS)
          .until(() -> row("rps:" + NIC + "/rx-1").outcome() == Outcome.Contended);
      assertThat(row("rps:" + NIC + "/rx-1").message())
          .startsWith(
              "put back 3 times within 10 minutes and changed again, last by sh (PID "
                  + writer.pid());
      assertThat(agent.watches(real(RPS))).isFalse();
      assertThat(row("rps:" + NIC + "/rx-2").outcome()).isEqualTo(Outcome.Applied);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(text(RPS)).isEqualTo("1");

    later = Duration.ofMinutes(11);
    agent.wake();

    await().atMost(10, SECONDS).until(() -> text(RPS).equals("3"));
    await()
        .atMost(10, SECONDS)
        .until(() -> row("rps:" + NIC + "/rx-1").outcome() == Outcome.Applied);
  }
}
