package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code nnt run} on this machine, without what it takes to be told of everything. */
@Tag("kernel")
final class BlindTest {
  /** Where the second one has the node's files, whose own {@code /proc} is another. */
  private static final String HOST = "/run/host";

  private final ThisMachine machine = ThisMachine.take();
  private final TunedVeth veth = new TunedVeth(machine, 2, 1);
  private final String rps = veth.rps(1);

  @AfterEach
  void nothingIsLeftBehind() {
    veth.close();
    machine.close();
  }

  private String run(String options) {
    return "%s run -f %s %s".formatted(machine.program(), TunedVeth.TUNING, options);
  }

  private void isPutBack(Daemon daemon, String rpsWriter) {
    daemon.awaitValue(rps, "1");
    machine.echo("0", rps);
    daemon.awaitValue(rps, "1");
    daemon.awaits(() ->
        assertThat(Drift.in(daemon.log()))
            .containsExactly(new Drift(veth.id("rps", "rx-1"), "0", "none", true, rpsWriter)));
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
      machine.run("ethtool -K %s gro on".formatted(veth.name())).success();

      daemon.awaits(() -> {
        assertThat(Drift.in(daemon.log()))
            .containsExactly(new Drift(veth.id("offload", "rx-gro"), "off", "on", true, "unknown"));
        assertThat(machine.run("ethtool -k " + veth.name()).success())
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
