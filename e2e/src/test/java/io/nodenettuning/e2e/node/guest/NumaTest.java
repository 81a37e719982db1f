package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Tuning;
import io.nodenettuning.e2e.node.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cards on NUMA nodes, one of them with a driver that steers its interrupts itself. */
@InGuest(Hardware.NUMA)
final class NumaTest {
  private static final String CPU_2 = "/sys/devices/system/cpu/cpu2/online";
  private static final String TUNING =
      """
      interfaces:
      - name: near
        match: {drivers: [virtio_net]}
        irqAffinity: {cpus: {numa: Local, smt: OnePerCore}, distribution: OneCpuPerQueue}
        rps: {cpus: {numa: Local}}
        rfs: {flowCount: 1000}
        offloads: {rx: false, tso: false}
      - name: far
        match: {types: [Physical], names: ["eth1"]}
        irqAffinity:
          cpus: {numa: Local}
          distribution: AllCpus
          queues:
          - {role: rx, queue: 7, cpus: {list: "7"}}
        offloads: {lro: false}
      cpuPower:
      - {name: part, cpus: {list: "5"}, governor: ondemand}
      """;

  private final Guest guest;

  /** What its driver calls the vectors of eth0 after. */
  private final String virtio;

  NumaTest(Guest guest) {
    this.guest = guest;
    this.virtio = guest.run("basename $(readlink /sys/class/net/eth0/device)").success();
  }

  @Test
  void aPlanTellsWhatCannotBeAsWished() {
    Values before = guest.values();
    guest.write("/run/tuning.yaml", Tuning.yaml("tuning", TUNING));

    assertThat(guest.nnt("plan -f /run/tuning.yaml").success())
        .contains("policy4 spans CPUs 4-5: this changes 4 too")
        .contains("the kernel rounds 1000 up to a power of two")
        .containsPattern("Immutable +offload:eth0/rx-checksum");
    assertThat(guest.values()).isEqualTo(before);
  }

  @Test
  void cpusNearTheCardAreUsedAndWhatTheDriverResetsIsPutBack() {
    Values before = guest.values();
    Daemon daemon = guest.daemon();
    daemon.tunes("tuning", TUNING);
    daemon.awaits(() -> assertSet("0-3", before));

    // The driver of virtio spreads its interrupts anew, over all CPUs of all nodes.
    guest.echo("0", CPU_2);
    daemon.awaits(() -> {
      assertSet("0-1,3", before);
      assertThat(daemon.log()).contains("setting=irqAffinity:eth0/tx-3 tuning=tuning from=6");
    });
    guest.echo("1", CPU_2);
    daemon.awaits(() -> assertSet("0-3", before));
  }

  private void assertSet(String farCpus, Values before) {
    Values now = guest.values();
    for (int queue = 0; queue < 4; queue++) {
      String cpu = List.of("4", "6").get(queue % 2);
      assertThat(now.affinity(virtio + "-input." + queue)).isEqualTo(cpu);
      assertThat(now.affinity(virtio + "-output." + queue)).isEqualTo(cpu);
      String files = "/sys/class/net/eth0/queues/rx-" + queue;
      assertThat(now.file(files + "/rps_cpus")).isEqualTo("f0");
      assertThat(now.file(files + "/rps_flow_cnt")).isEqualTo("1024");
    }
    for (int queue = 0; queue < 7; queue++) {
      assertThat(now.affinity("eth1-rxtx-" + queue)).isEqualTo(farCpus);
    }
    assertThat(now.affinity("eth1-rxtx-7")).isEqualTo("7");
    assertThat(now.affinity("eth1-event-8")).isEqualTo(before.affinity("eth1-event-8"));
    assertThat(now.feature("eth0", "rx-checksumming")).isEqualTo("on");
    assertThat(now.feature("eth0", "tx-tcp-segmentation")).isEqualTo("off");
    assertThat(now.feature("eth1", "large-receive-offload")).isEqualTo("off");
    assertThat(now.file("/sys/devices/system/cpu/cpufreq/policy4/scaling_governor"))
        .isEqualTo("ondemand");
  }
}
