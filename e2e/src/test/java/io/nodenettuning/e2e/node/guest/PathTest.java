package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Capabilities;
import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/**
 * The whole path of cards whose drivers have a mind of their own: virtio_net rewrites its
 * interrupts and transmit steering when its channels change, vmxnet3 rounds its rings; and the
 * kernel takes LRO away when a node begins to forward, to be given back by who wants it all the
 * same.
 */
@InGuest(Hardware.NUMA)
final class PathTest {
  private static final String FORWARDING = "/proc/sys/net/ipv4/ip_forward";
  private static final String TUNING =
      """
      interfaces:
      - name: virtio
        match: {drivers: [virtio_net]}
        channels: {combined: 2}
        coalesce: {rxFrames: 1}
        napi: {deferHardIrqs: 2, groFlushTimeoutNanos: 200000}
        irqAffinity: {cpus: {numa: Local}, distribution: OneCpuPerQueue}
        rps: {cpus: {}}
        xps: {cpus: {numa: Local}, distribution: OneCpuPerQueue}
        ifUnsupported: Ignore
      - name: vmxnet3
        match: {drivers: [vmxnet3]}
        rings: {rx: 300, tx: 300}
        offloads: {lro: true}
        irqAffinity: {cpus: {numa: Local}, distribution: OneCpuPerQueue}
        rfs: {flowCount: 1000}
        xps: {}
        napi: {threaded: Enabled, threadCpus: {numa: Local}}
      housekeeping: {cpus: {list: "0-3"}, interrupts: Move}
      """;

  private final Guest guest;
  private final String virtio;

  PathTest(Guest guest) {
    this.guest = guest;
    this.virtio = guest.run("basename $(readlink /sys/class/net/eth0/device)").success();
  }

  @Test
  void isSetInOnePassAndStaysAlsoWhenTheDaemonComesBack() {
    guest.echo("1", FORWARDING);
    try {
      Daemon daemon = guest.daemon();
      daemon.tunes("tuning", TUNING);
      daemon.awaits(() -> assertThat(daemon.log()).contains("settings written"));
      assertSet(guest.everything());
      guest.endDaemon();

      Daemon next = guest.daemon();
      assertThat(next.log()).containsOnlyOnce("settings written").doesNotContain("drifted");
      assertSet(guest.everything());
      assertThat(guest.nnt("plan -f /run/tunings --detailed-exitcode").success())
          .contains("320, want 300", "nothing to write");
      next.letsGoOfAll();
    } finally {
      guest.echo("0", FORWARDING);
      guest.run("ethtool -K eth1 lro on").success();
    }
  }

  private void assertSet(Values now) {
    assertThat(now.byPlace())
        .containsEntry("-L eth0 combined", "2")
        .containsEntry("-G eth1 rx", "320")
        .containsEntry("-G eth1 tx", "320")
        .containsEntry("-K eth1 large-receive-offload", "on");
    for (int queue = 0; queue < 2; queue++) {
      String cpu = queue == 0 ? "4" : "6";
      assertThat(now.affinity(virtio + "-input." + queue)).isEqualTo(cpu);
      assertThat(now.affinity(virtio + "-output." + queue)).isEqualTo(cpu);
      assertThat(now.file("/sys/class/net/eth0/queues/tx-" + queue + "/xps_cpus"))
          .isEqualTo(queue == 0 ? "10" : "40");
    }
    assertThat(now.affinity("eth1-event-8")).isEqualTo("0-3");
    assertThat(now.file("/sys/class/net/eth1/threaded")).isEqualTo("1");
  }

  @Test
  void ethtoolAndFactsTellTheSameOfTheCards() {
    Capabilities.assertAgreement(guest);
  }
}
