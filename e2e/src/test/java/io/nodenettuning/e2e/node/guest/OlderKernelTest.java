package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Tuning;
import io.nodenettuning.e2e.node.Values;
import java.math.BigInteger;
import java.util.List;
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

  private static final String WHOLE_PATH =
      """
      interfaces:
      - name: igb
        match: {drivers: [igb]}
        channels: {combined: 4}
        rings: {rx: 300}
        coalesce: {rxUsecs: 50}
        rss: {hashFields: {udp4: [SrcIp, DstIp, SrcPort, DstPort]}, indirection: Equal}
        irqAffinity: {cpus: {list: "1,40,70"}, distribution: OneCpuPerQueue}
        rps: {cpus: {list: "2,40,70"}}
        xps: {}
      - name: vmxnet3
        match: {drivers: [vmxnet3]}
        napi:
          {threaded: Enabled, threadCpus: {list: "40,70"}, deferHardIrqs: 2, groFlushTimeoutNanos: 200000}
        xps: {cpus: {list: "64-71"}}
      housekeeping: {cpus: {list: "1-7,70"}, interrupts: Move, unboundWorkqueues: Move}
      sysctls: {net.core.netdev_budget: 301, net.core.flow_limit_cpu_bitmap: "40,00000100,00000004"}
      """;

  private final Guest guest;

  OlderKernelTest(Guest guest) {
    this.guest = guest;
  }

  /** One after the other, then both: every start of {@code nnt} takes its time here. */
  @Test
  void fiveKnobsAndTheWholePathAreSetOnceAndRestored() {
    guest.endDaemon();
    Values before = guest.everything();
    String hash = hash();
    guest.write("/run/older/five-knobs.yaml", Tuning.yaml("five-knobs", TUNING));

    assertThat(guest.nnt("apply -f /run/older").success()).contains("27 written");
    assertSet(guest.values());

    guest.write("/run/older/whole-path.yaml", Tuning.yaml("whole-path", WHOLE_PATH));
    guest.nnt("apply -f /run/older").success();
    Values now = guest.everything();
    assertSet(now);
    assertWholePathSet(now);
    assertThat(guest.nnt("apply -f /run/older").success()).contains("nothing written");

    guest.nnt("revert").success();
    assertThat(before.differencesTo(guest.everything())).isEmpty();
    assertThat(hash()).isEqualTo(hash);
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

  private String hash() {
    return guest.run("ethtool -n eth1 rx-flow-hash udp4; ethtool -x eth1").success();
  }

  private void assertWholePathSet(Values now) {
    assertThat(now.byPlace())
        .containsEntry("-L eth1 combined", "4")
        .containsEntry("-G eth1 rx", "304")
        .containsEntry("-C eth1 rx-usecs", "50")
        .containsEntry("/proc/irq/default_smp_affinity", "40,00000000,000000fe")
        .containsEntry("/sys/devices/virtual/workqueue/cpumask", "40,00000000,000000fe")
        .containsEntry("/proc/sys/net/core/flow_limit_cpu_bitmap", "40,00000100,00000004")
        .containsEntry("/sys/class/net/eth0/gro_flush_timeout", "200000")
        .containsEntry("/sys/class/net/eth0/threaded", "1");
    assertThat(now.affinity("eth0-event-8")).isEqualTo("1-7,70");
    assertThat(hash()).contains("L4 bytes 0 & 1");
    BigInteger senders = BigInteger.ZERO;
    for (int queue = 0; queue < 4; queue++) {
      assertThat(now.affinity("eth1-rx-" + queue))
          .isEqualTo(List.of("1", "40", "70").get(queue % 3));
      assertThat(now.file("/sys/class/net/eth1/queues/rx-" + queue + "/rps_cpus"))
          .isEqualTo("40,00000100,00000004");
      BigInteger mask = xps(now, "eth1", queue);
      assertThat(senders.and(mask)).as("CPUs of other queues than %d", queue).isZero();
      senders = senders.or(mask);
    }
    assertThat(senders).as("every CPU").isEqualTo(new BigInteger("4000000100000000ff", 16));
    assertThat(xps(now, "eth1", 1).testBit(40)).isTrue();
    assertThat(xps(now, "eth1", 2).testBit(70)).isTrue();
    assertThat(xps(now, "eth0", 0)).isEqualTo(BigInteger.ONE.shiftLeft(70));
    assertThat(
            guest
                .run(
                    """
                    for comm in $(grep -l '^napi/eth0-' /proc/[0-9]*/comm); do
                      sed -n 's/^Cpus_allowed_list:\\s*//p' ${comm%/comm}/status
                    done
                    """)
                .success()
                .lines())
        .hasSizeGreaterThanOrEqualTo(8)
        .containsOnly("40,70");
  }

  private static BigInteger xps(Values now, String nic, int queue) {
    String mask = now.file("/sys/class/net/%s/queues/tx-%d/xps_cpus".formatted(nic, queue));
    return new BigInteger(mask.replace(",", ""), 16);
  }
}
