package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What an example comes to here. An example that this does not know is one that nobody looked at.
 */
record ExampleOnThisMachine(Tuning tuning, Node node) {
  private static final String FLOW_TABLE = "/proc/sys/net/core/rps_sock_flow_entries";
  private static final String GOVERNOR =
      "/sys/devices/system/cpu/cpufreq/policy%d/scaling_governor";
  private static final int FIRST_TUNNEL_CPU = 8;

  /** Waits until the status says so, and looks whether the kernel does too. */
  void awaitDone() {
    Nic uplink = Nic.uplink(node);
    switch (tuning.name()) {
      case "quick-start" -> awaitFlowSteering(uplink, 32768);
      case "single-queue" -> awaitFlowSteering(uplink, 65536);
      case "housekeeping" -> {
        tuning.awaitReady();
        assertEveryMask(uplink.rpsCpus());
        assertEveryMask(uplink.affinities());
      }
      case "one-cpu-per-queue" -> {
        tuning.awaitReady();
        assertThat(uplink.affinities())
            .allSatisfy(file -> {
              assertThat(node.mask(file).bitCount()).isOne();
              assertThat(node.mask(file).getLowestSetBit() % 2).isOne();
            });
        assertThat(uplink.feature("tcp-segmentation-offload")).isFalse();
      }
      case "tunnel-governor" -> awaitTunnelGovernor();
      case "low-latency" -> awaitPowerOfTunnelCpus();
      case "transmit-steering", "udp-flood" -> tuning.awaitReady();
      case "receive-bursts" -> {
        tuning.awaitReady();
        assertThat(node.read("/proc/sys/net/core/netdev_budget")).isEqualTo("600");
      }
      default -> throw new AssertionError("say here what this example is to come to");
    }
  }

  private void awaitFlowSteering(Nic uplink, int entries) {
    tuning.awaitReady();
    assertThat(node.read(FLOW_TABLE)).isEqualTo(Integer.toString(entries));
    assertEveryMask(uplink.rpsCpus());
    int share = Integer.highestOneBit(entries / uplink.flowCounts().size());
    assertThat(uplink.flowCounts())
        .allSatisfy(file -> assertThat(node.read(file)).isEqualTo(Integer.toString(share)));
  }

  private void awaitTunnelGovernor() {
    awaitPowerOfTunnelCpus();
    assertThat(node.read(GOVERNOR.formatted(0))).isEqualTo("ondemand");
  }

  private void awaitPowerOfTunnelCpus() {
    if (node.has(GOVERNOR.formatted(FIRST_TUNNEL_CPU))) {
      tuning.awaitReady();
      assertThat(node.read(GOVERNOR.formatted(FIRST_TUNNEL_CPU))).isEqualTo("performance");
    } else {
      tuning.awaitCondition("Ready", "False", "NodesIncomplete");
      assertThat(tuning.message("Ready")).contains("8-11");
    }
  }

  private void assertEveryMask(List<String> files) {
    assertThat(files)
        .allSatisfy(file -> assertThat(node.mask(file)).isEqualTo(node.housekeepingCpus()));
  }
}
