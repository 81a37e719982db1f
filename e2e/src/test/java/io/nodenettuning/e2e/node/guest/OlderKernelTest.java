package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Tuning;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/** The kernel of a Debian release ago, with masks of three groups. */
@InGuest(Hardware.OLDER_AND_WIDE)
final class OlderKernelTest {
  private static final String CPUS = "/sys/devices/system/cpu/";
  private static final String TUNING =
      """
      interfaces:
      - name: card
        match: {drivers: [vmxnet3]}
        irqAffinity: {cpus: {list: "1,40"}, distribution: OneCpuPerQueue}
        rps: {cpus: {mask: "100,000000ff"}}
        rfs: {flowCount: Auto}
        offloads: {lro: false}
      rpsSockFlowEntries: 32768
      cpuPower:
      - {name: one, cpus: {list: "40"}, governor: performance}
      """;

  private final Guest guest;

  OlderKernelTest(Guest guest) {
    this.guest = guest;
  }

  @Test
  void fiveKnobsAreSetOnceAndRestored() {
    guest.endDaemon();
    Values before = guest.values();
    guest.write("/run/tuning.yaml", Tuning.yaml("tuning", TUNING));

    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).contains("27 written");
    assertSet(guest.values());
    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).contains("nothing written");

    assertThat(guest.nnt("revert").success()).contains("27 restored");
    assertThat(guest.values()).isEqualTo(before);
  }

  private static void assertSet(Values now) {
    for (int queue = 0; queue < 8; queue++) {
      String files = "/sys/class/net/eth0/queues/rx-" + queue;
      assertThat(now.file(files + "/rps_cpus")).isEqualTo("00,00000100,000000ff");
      assertThat(now.file(files + "/rps_flow_cnt")).isEqualTo("4096");
      assertThat(now.affinity("eth0-rxtx-" + queue)).isEqualTo(queue % 2 == 0 ? "1" : "40");
    }
    assertThat(now.feature("eth0", "large-receive-offload")).isEqualTo("off");
    assertThat(now.file("/proc/sys/net/core/rps_sock_flow_entries")).isEqualTo("32768");
    assertThat(now.file(CPUS + "cpufreq/policy40/scaling_governor")).isEqualTo("performance");
    assertThat(now.file(CPUS + "cpufreq/policy1/scaling_governor")).isNotEqualTo("performance");
  }
}
