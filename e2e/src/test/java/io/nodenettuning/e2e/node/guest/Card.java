package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Values;
import java.util.List;

/** The card of eight queues of {@link Hardware#CARD}, and a tuning of five knobs for it. */
final class Card {
  static final int QUEUES = 8;
  static final String TSO = "tx-tcp-segmentation";
  static final String FLOW_TABLE = "/proc/sys/net/core/rps_sock_flow_entries";

  static final String FIVE_KNOBS =
      """
      interfaces:
      - name: card
        match: {drivers: [igb]}
        irqAffinity: {cpus: {list: "1-7:1/2"}, distribution: OneCpuPerQueue}
        rps: {cpus: {}}
        rfs: {flowCount: Auto}
        offloads: {tso: false}
      rpsSockFlowEntries: 65536
      cpuPower:
      - {name: data-plane, cpus: {list: "4-5"}, governor: performance}
      """;

  private Card() {}

  /** The file with the CPUs that packets of a receive queue are steered to. */
  static String rps(int queue) {
    return "/sys/class/net/eth0/queues/rx-%d/rps_cpus".formatted(queue);
  }

  /** The file with the number of flows of a receive queue. */
  static String flowCount(int queue) {
    return "/sys/class/net/eth0/queues/rx-%d/rps_flow_cnt".formatted(queue);
  }

  /** The file with the governor of a CPU. */
  static String governor(int cpu) {
    return "/sys/devices/system/cpu/cpufreq/policy%d/scaling_governor".formatted(cpu);
  }

  /** The CPU of a queue's interrupt: of 1, 3, 5, 7 without the isolated 3 each has the next. */
  static String cpuOf(int queue) {
    return List.of("1", "5", "7").get(queue % 3);
  }

  /** Five knobs are set. */
  static void assertSet(Values now) {
    for (int queue = 0; queue < QUEUES; queue++) {
      assertThat(now.affinity("eth0-TxRx-" + queue)).isEqualTo(cpuOf(queue));
      assertThat(now.file(rps(queue))).isEqualTo("0f3");
      assertThat(now.file(flowCount(queue))).isEqualTo("8192");
    }
    assertThat(now.feature("eth0", TSO)).isEqualTo("off");
    assertThat(now.file(FLOW_TABLE)).isEqualTo("65536");
    assertThat(now.file(governor(4))).isEqualTo("performance");
    assertThat(now.file(governor(5))).isEqualTo("performance");
    assertThat(now.file(governor(6))).isEqualTo("schedutil");
  }
}
