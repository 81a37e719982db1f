package io.nodenettuning.daemon.agent;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.drift.KnownWriter;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Veth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's TuneD with a profile that sets what a tuning sets. It runs in a cgroup with the name of
 * its systemd unit, and with a {@code /etc/tuned} of its own.
 */
@Tag("kernel")
class TunedDriftOnTheKernelTest {
  private static final Path TUNED = Path.of("/usr/sbin/tuned");
  private static final String UNIT = "tuned.service";
  private static final String BUDGET = "/proc/sys/net/core/netdev_budget";
  private static final int QUEUES = 4;
  private static final int REHEARSED = 2;
  private static final int DRIFTS = QUEUES + 2;

  @TempDir private Path folder;
  private final Kernel kernel = Kernel.host();
  private String budget = "";
  private Veth veth = new Veth("", "");
  private AgentOnTheKernel agent;
  private Path cgroup;
  private @Nullable Process tuned;

  @BeforeEach
  void aTuningAndAProfileAtOddsWithIt() throws IOException {
    assumeTrue(Files.isExecutable(TUNED), "TuneD is not installed");
    Path cgroups = Path.of("/sys/fs/cgroup");
    Path unified = cgroups.resolve("unified");
    cgroups = Files.isDirectory(unified) ? unified : cgroups;
    assumeTrue(Files.exists(cgroups.resolve("cgroup.procs")), "no cgroup v2 on this machine");
    budget = text(BUDGET);
    cgroup = Files.createDirectory(cgroups.resolve(UNIT));
    veth = Veth.withQueues(QUEUES).up();
    Path profile = Files.createDirectories(folder.resolve("etc/drift"));
    Files.writeString(
        profile.resolveSibling("tuned-main.conf"), "daemon = 1\nreapply_sysctl = 0\n");
    Files.writeString(
        profile.resolve("tuned.conf"),
        """
        [sysfs]
        /sys/class/net/%s/queues/rx-*/rps_cpus=1

        [sysctl]
        net.core.netdev_budget=777

        [script]
        script=${i:PROFILE_DIR}/script.sh
        """
            .formatted(veth.name()));
    // TuneD's own net plugin passes over virtual devices.
    Path script =
        Files.writeString(
            profile.resolve("script.sh"),
            """
            #!/bin/sh
            [ "$1" != start ] || ethtool -K %s gro on
            """
                .formatted(veth.name()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    agent =
        new AgentOnTheKernel(
            Files.createDirectory(folder.resolve("state")),
            true,
            Tunings.tuning(
                "t",
                """
                interfaces:
                - {name: a, match: {names: [%s]}, rps: {cpus: {list: 0-1}}, offloads: {gro: false}}
                sysctls: {net.core.netdev_budget: "600"}
                """
                    .formatted(veth.name())));
  }

  @AfterEach
  void asItWas() throws Exception {
    stop();
    if (agent != null) {
      agent.close();
      kernel.files().write(BUDGET, budget);
      veth.close();
    }
    if (cgroup != null) {
      Files.delete(cgroup);
    }
  }

  private long start() throws IOException {
    tuned =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-ec",
                """
                echo $$ >%1$s/cgroup.procs
                mount -t tmpfs tmpfs /run && mkdir /run/tuned && mount --bind %2$s /etc/tuned
                exec %3$s --no-dbus --no-socket --profile drift
                """
                    .formatted(cgroup, folder.resolve("etc"), TUNED))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("tuned.log").toFile())
            .start();
    return tuned.pid();
  }

  private void stop() throws InterruptedException {
    if (tuned != null) {
      tuned.destroy();
      if (!tuned.waitFor(30, SECONDS)) {
        tuned.destroyForcibly().waitFor();
      }
    }
  }

  private String text(String path) {
    return kernel.files().read(path).text().orElse("").strip();
  }

  private List<String> rps() {
    return IntStream.range(0, QUEUES)
        .mapToObj(queue -> "rps:%s/rx-%d".formatted(veth.name(), queue))
        .toList();
  }

  /** What comes first has classes loaded, and an ethtool may be gone before it is asked. */
  private void rehearse() {
    run("sh", "-c", "echo 1 >%s/queues/rx-0/rps_cpus".formatted(veth.sysfs()));
    run("ethtool", "-K", veth.name(), "gro", "on");
    await().atMost(10, SECONDS).until(() -> agent.report().driftsTotal() == REHEARSED);
    agent.assertQuiet();
  }

  @Test
  void whatItsProfileSetsIsPutBackOnceAndTunedNamed() throws Exception {
    assertThat(text(BUDGET)).isEqualTo("600");
    rehearse();

    long pid = start();

    await().atMost(30, SECONDS).until(() -> agent.report().driftsTotal() >= REHEARSED + DRIFTS);
    await().atMost(5, SECONDS).until(() -> text(BUDGET).equals("600"));
    assertThat(agent.report().drifts().subList(0, DRIFTS))
        .allSatisfy(entry -> {
          assertThat(entry.drift().corrected()).isTrue();
          assertThat(entry.origin().advice()).isEqualTo(KnownWriter.Tuned.advice());
        });
    String itself = "tuned (PID %d, %s)".formatted(pid, UNIT);
    for (String id : rps()) {
      assertThat(agent.latest(id).origin()).hasToString(itself);
      assertThat(agent.row(id).outcome()).isEqualTo(Outcome.Applied);
    }
    assertThat(agent.latest("sysctl:net.core.netdev_budget").origin()).hasToString(itself);
    DriftEntry byItsScript = agent.latest("offload:%s/rx-gro".formatted(veth.name()));
    assertThat(byItsScript.origin().toString()).matches("ethtool \\(PID \\d+, tuned\\.service\\)");
    assertThat(run("ethtool", "-k", veth.name())).contains("generic-receive-offload: off");
    agent.assertQuiet();

    stop();
    agent.assertQuiet();
    assertThat(agent.report().driftsTotal())
        .as("it puts back what it found: what was wished")
        .isEqualTo(REHEARSED + DRIFTS);
  }
}
