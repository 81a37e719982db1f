package io.nodenettuning.daemon.agent;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of an interface of this machine's own kernel, changed by other processes. */
@Tag("kernel")
class DriftOnTheKernelTest {
  private static final String NIC = "nntdrift0";
  private static final String FOLDER = "/sys/class/net/" + NIC;
  private static final String RPS = FOLDER + "/queues/rx-1/rps_cpus";

  @TempDir private Path state;
  private final Kernel kernel = Kernel.host();
  private AgentOnTheKernel agent;

  @BeforeEach
  void start() throws Exception {
    sh(
        "ip link add "
            + NIC
            + " numrxqueues 4 numtxqueues 4 type veth peer name nntdrift1 numrxqueues 4 numtxqueues 4"
            + " && ip link set nntdrift1 up && ip link set "
            + NIC
            + " up");
    agent =
        new AgentOnTheKernel(
            state,
            true,
            Tunings.tuning(
                "t",
                "interfaces: [{name: a, match: {names: ["
                    + NIC
                    + "]}, rps: {cpus: {list: 0-1}}, rfs: {flowCount: 32}, xps: {cpus: {list: 0-1}},"
                    + " napi: {groFlushTimeoutNanos: 20000, deferHardIrqs: 2},"
                    + " offloads: {gro: false}}]"));
    assertThat(text(RPS)).isEqualTo("3");
    assertThat(agent.watches(RPS)).isTrue();
  }

  @AfterEach
  void end() throws Exception {
    if (agent != null) {
      agent.close();
    }
    sh("ip link delete nntdrift1");
  }

  private static void sh(String script) {
    run("sh", "-c", script);
  }

  private String text(String path) {
    return kernel.files().read(path).text().orElse("").strip();
  }

  @ParameterizedTest
  @CsvSource({
    "rps:nntdrift0/rx-1,             queues/rx-1/rps_cpus,     1",
    "rfs:nntdrift0/rx-2,             queues/rx-2/rps_flow_cnt, 64",
    "xps:nntdrift0/tx-3,             queues/tx-3/xps_cpus,     3",
    "napi:nntdrift0/gro-flush-timeout, gro_flush_timeout,        9000",
    "napi:nntdrift0/defer-hard-irqs,   napi_defer_hard_irqs,     9"
  })
  void whatAScriptEchoesIsPutBackOnceAndTheScriptNamed(String id, String file, String value) {
    String path = FOLDER + "/" + file;
    String wished = text(path);

    sh("echo " + value + " > " + path + "; sleep 0.2");

    await().atMost(5, SECONDS).until(() -> text(path).equals(wished));
    await().atMost(5, SECONDS).until(() -> agent.report().driftsTotal() == 1);
    assertThat(agent.latest(id).origin().toString()).startsWith("sh (PID");
    assertThat(agent.latest(id).drift().corrected()).isTrue();
    assertThat(agent.row(id).outcome()).isEqualTo(Outcome.Applied);

    sh("echo " + wished + " > " + path);
    agent.assertQuiet();
  }

  /** A veth is polled only with generic receive offload: the kernel refuses threads without. */
  @Test
  void threadsThatWereRefusedAreMadeWhenAnOffloadMakesThemPossible() {
    String id = "napi:" + NIC + "/threaded";
    agent.tunes(
        Tunings.tuning(
            "t",
            "interfaces: [{name: a, match: {names: [" + NIC + "]}, napi: {threaded: Enabled}}]"));
    assertThat(agent.row(id).outcome()).isEqualTo(Outcome.Unsupported);

    sh("ethtool -K " + NIC + " gro on");

    await().atMost(10, SECONDS).until(() -> agent.row(id).outcome() == Outcome.Applied);
    assertThat(text(FOLDER + "/threaded")).isEqualTo("1");
  }

  @Test
  void whatEthtoolTurnsOnIsTurnedOffAgain() {
    sh("ethtool -K " + NIC + " gro on");

    await().atMost(5, SECONDS).until(() -> agent.report().driftsTotal() == 1);
    await()
        .atMost(5, SECONDS)
        .until(() -> run("ethtool", "-k", NIC).contains("generic-receive-offload: off"));
    String id = "offload:" + NIC + "/rx-gro";
    assertThat(agent.row(id).outcome()).isEqualTo(Outcome.Applied);
    assertThat(agent.latest(id).origin().toString()).startsWith("ethtool (PID");
    agent.assertQuiet();
  }

  @Test
  void queuesThatAreMadeAnewAreSteeredAgainAndTheDriverNamed() {
    sh("ethtool -L " + NIC + " rx 2 tx 2");
    await()
        .atMost(10, SECONDS)
        .until(() ->
            agent.report().settings().stream()
                .noneMatch(row -> row.id().equals("rps:" + NIC + "/rx-3")));

    sh("ethtool -L " + NIC + " rx 4 tx 4");

    await().atMost(10, SECONDS).until(() -> text(FOLDER + "/queues/rx-3/rps_cpus").equals("3"));
    await()
        .atMost(10, SECONDS)
        .until(() -> agent.row("rps:" + NIC + "/rx-3").outcome() == Outcome.Applied);
  }

  @Test
  void anInterfaceThatIsRenamedOrGoesAwayIsFollowed() {
    sh("ip link set " + NIC + " down && ip link set " + NIC + " name nntdrift9");
    await()
        .atMost(10, SECONDS)
        .until(() -> agent.report().settings().stream().noneMatch(PlannedSetting::counts));

    sh("ip link set nntdrift9 name " + NIC + " && ip link set " + NIC + " up");

    await()
        .atMost(10, SECONDS)
        .until(() ->
            agent.report().settings().stream()
                .anyMatch(row -> row.id().equals("rps:" + NIC + "/rx-1")));
    await().atMost(10, SECONDS).until(() -> text(RPS).equals("3"));
  }

  @Test
  void whoWritesForEverEndsTheFightAndOnceHeStopsItIsPutBack() throws Exception {
    Process writer =
        new ProcessBuilder("sh", "-c", "while :; do echo 1 > " + RPS + "; done").start();
    try {
      await()
          .atMost(10, SECONDS)
          .until(() -> agent.row("rps:" + NIC + "/rx-1").outcome() == Outcome.Contended);
      assertThat(agent.row("rps:" + NIC + "/rx-1").message())
          .startsWith(
              "put back 3 times within 10 minutes and changed again, last by sh (PID "
                  + writer.pid());
      assertThat(agent.watches(RPS)).isFalse();
      assertThat(agent.row("rps:" + NIC + "/rx-2").outcome()).isEqualTo(Outcome.Applied);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(text(RPS)).isEqualTo("1");

    agent.looksAfter(Duration.ofMinutes(11));

    assertThat(text(RPS)).isEqualTo("3");
    assertThat(agent.row("rps:" + NIC + "/rx-1").outcome()).isEqualTo(Outcome.Applied);
  }
}
