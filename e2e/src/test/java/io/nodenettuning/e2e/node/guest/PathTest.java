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
 * same; a tap clamps its coalescing. {@code -Dnnt.restarts=100} makes it a long test.
 */
@InGuest(Hardware.NUMA)
final class PathTest {
  private static final int RESTARTS = Integer.getInteger("nnt.restarts", 2);
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
      - {name: tap, match: {names: [tap0]}, coalesce: {rxFrames: 100000}}
      housekeeping: {cpus: {list: "0-3"}, interrupts: Move}
      """;

  private static final String[] NICS = {"eth0", "eth1", "tap0"};

  private final Guest guest;
  private final String virtio;

  PathTest(Guest guest) {
    this.guest = guest;
    this.virtio = guest.run("basename $(readlink /sys/class/net/eth0/device)").success();
  }

  @Test
  void isSetInOnePassAndStaysAlsoWhenDaemonsEndOrAreKilledAndComeBack() {
    guest.echo("1", FORWARDING);
    guest.run("modprobe tun && ip tuntap add dev tap0 mode tap").success();
    try {
      Daemon daemon = guest.daemon();
      daemon.tunes("tuning", TUNING);
      daemon.awaits(() -> assertThat(daemon.log()).contains("settings written"));
      assertSet(guest.everything());

      guest.run("exec stdbuf -oL ethtool --monitor >/run/monitor & echo $! >/run/monitor.pid");
      for (int restart = 0; restart < RESTARTS; restart++) {
        if (restart % 2 == 0) {
          guest.endDaemon();
        } else {
          guest.killDaemon();
        }
        assertThat(guest.daemon().log())
            .as("restart %d", restart)
            .containsOnlyOnce("settings written")
            .doesNotContain("drifted");
      }
      assertThat(guest.cat("/run/monitor")).as("what daemons wrote").doesNotContain(NICS);
      assertSet(guest.everything());
      assertThat(guest.nnt("plan -f /run/tunings --detailed-exitcode").success())
          .contains("320, want 300", "64, want 100000", "nothing to write");

      guest.daemon().letsGoOfAll();
      guest
          .daemon()
          .awaits(() -> assertThat(guest.cat("/run/monitor")).as("seen at all").contains(NICS));
    } finally {
      guest.run("kill $(cat /run/monitor.pid); ip link del tap0");
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
    assertThat(guest.run("ethtool -c tap0").success()).containsPattern("rx-frames:\\s*64\\b");
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
