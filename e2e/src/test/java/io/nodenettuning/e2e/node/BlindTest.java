package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code nnt run} on this machine, without what it takes to be told of everything. */
@Tag("kernel")
final class BlindTest {
  private static final String TUNING = "/run/tuning.yaml";

  /** Where the second one has the node's files, whose own {@code /proc} is another. */
  private static final String HOST = "/run/host";

  private final ThisMachine machine = ThisMachine.take();
  private final String veth = "nnt" + UUID.randomUUID().toString().substring(0, 8);
  private final String rps = "/sys/class/net/" + veth + "/queues/rx-1/rps_cpus";

  @BeforeEach
  void aVethAndItsTuning() {
    machine
        .run(
            "ip link add %1$s numrxqueues 2 numtxqueues 2 type veth peer name p%1$s"
                .formatted(veth))
        .success();
    machine.write(
        TUNING,
        Tuning.yaml(
            "tuning",
            """
            interfaces:
            - {name: v, match: {names: [%s]}, rps: {cpus: {list: "0"}}, offloads: {gro: false}}
            """
                .formatted(veth)));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    machine.run("ip link del " + veth).success();
    machine.close();
  }

  private String run(String options) {
    return "%s run -f %s %s".formatted(machine.program(), TUNING, options);
  }

  private void isPutBack(Daemon daemon, String rpsWriter) {
    daemon.awaitValue(rps, "1");
    machine.echo("0", rps);
    daemon.awaitValue(rps, "1");
    String id = "rps:%s/rx-1".formatted(veth);
    daemon.awaits(() ->
        assertThat(Drift.in(daemon.log()))
            .containsExactly(new Drift(id, "0", "none", true, rpsWriter)));
  }

  @Test
  void withoutCapSysAdminItSaysSoAndFindsDriftByLooking() {
    String less = "setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin ";
    String told = "writes to procfs and sysfs are not told: fanotify refuses with EPERM";
    try (Daemon daemon = Daemon.by(machine, less + run("--interval 1s"))) {
      isPutBack(daemon, "unknown");

      assertThat(daemon.log()).contains(told).containsOnlyOnce("drift events missing");
      assertThat(machine.nnt("status").success().replace('\n', ' ')).contains(told);
    }
  }

  @Test
  void withoutCapSysAdminDevicesAreToldAllTheSame() {
    String less = "setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin ";
    try (Daemon daemon = Daemon.by(machine, less + run("--interval 1h"))) {
      machine.run("ethtool -K %s gro on".formatted(veth)).success();

      daemon.awaits(() -> {
        assertThat(Drift.in(daemon.log()))
            .containsExactly(
                new Drift("offload:%s/rx-gro".formatted(veth), "off", "on", true, "unknown"));
        assertThat(machine.run("ethtool -k " + veth).success())
            .contains("generic-receive-offload: off");
      });
    }
  }

  @Test
  void withoutHostPidItSaysThatItNamesNobodyAndIsToldOfDrift() {
    machine
        .run(
            """
            for folder in proc sys run; do
              mkdir -p %1$s/$folder && mount --bind /$folder %1$s/$folder || exit
            done
            """
                .formatted(HOST))
        .success();
    String apart = "unshare --pid --fork --kill-child --mount-proc ";
    String told = "who changes settings is not told: the numbers of processes here are not those";
    try (Daemon daemon = Daemon.by(machine, apart + run("--interval 1h --host-prefix " + HOST))) {
      isPutBack(daemon, "unknown");

      assertThat(daemon.log()).contains(told).containsOnlyOnce("drift events missing");
      assertThat(machine.nnt("status").success().replace('\n', ' ')).contains(told);
    }
  }
}
