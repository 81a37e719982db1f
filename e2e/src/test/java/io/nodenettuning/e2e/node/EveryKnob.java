package io.nodenettuning.e2e.node;

import java.util.UUID;

/**
 * Two tunings of every knob that this machine has, with different values, and the devices that they
 * tune beside the machine's network card: a veth of many queues and a tap, both with settings that
 * are not the kernel's.
 */
final class EveryKnob {
  /** Where the one tuning is. */
  static final String ONE = "/run/one.yaml";

  /** Where the other is. */
  static final String OTHER = "/run/other.yaml";

  static final int QUEUES = 16;

  private static final String TUNING_ONE =
      """
      interfaces:
      - name: queues
        match: {names: [%1$s]}
        channels: {rx: 8, tx: 8}
        offloads: {gro: true, tx-scatter-gather: false, tx-tcp-segmentation: true}
        napi: {threaded: Enabled, threadCpus: {list: "0"}, deferHardIrqs: 2, groFlushTimeoutNanos: 200000}
        rps: {cpus: {list: "0"}}
        rfs: {flowCount: 1000}
        xps: {}
      - {name: delay, match: {names: [%2$s]}, coalesce: {rxFrames: 100000}}
      - {name: card, match: {names: [%3$s]}, irqAffinity: {cpus: {list: "0"}, distribution: AllCpus}}
      rpsSockFlowEntries: 30000
      cpuPower:
      - {name: latency, cpus: {list: "0"}, resumeLatencyMicros: 0}
      housekeeping: {cpus: {list: "0"}, interrupts: Move, unboundWorkqueues: Move}
      sysctls:
        net.core.netdev_budget: 301
        net.core.netdev_budget_usecs: 20000
        net.core.dev_weight: 65
        net.core.dev_weight_rx_bias: 2
        net.core.dev_weight_tx_bias: 2
        net.core.netdev_max_backlog: 1001
        net.core.busy_poll: 1
        net.core.busy_read: 1
        net.core.gro_normal_batch: 9
        net.core.rps_default_mask: "1"
        net.core.flow_limit_table_len: 8192
        net.core.flow_limit_cpu_bitmap: "1"
        net.core.somaxconn: 4097
        net.core.rmem_max: 8388608
        net.core.rmem_default: 212994
        net.core.wmem_max: 8388608
        net.core.wmem_default: 212994
        net.ipv4.tcp_rmem: 4096 131072 8388608
        net.ipv4.tcp_wmem: 4096 16384 8388608
        net.core.default_qdisc: pfifo
      """;

  private static final String TUNING_OTHER =
      """
      interfaces:
      - name: queues
        match: {names: [%1$s]}
        channels: {rx: 12, tx: 10}
        offloads: {tso: false}
        napi: {deferHardIrqs: 1, groFlushTimeoutNanos: 100000}
        rps: {cpus: {list: "N"}}
        rfs: {flowCount: 512}
        xps: {distribution: OneCpuPerQueue}
      - {name: delay, match: {names: [%2$s]}, coalesce: {rxFrames: 9}}
      - {name: card, match: {names: [%3$s]}, irqAffinity: {cpus: {list: "N"}, distribution: AllCpus}}
      rpsSockFlowEntries: 65536
      cpuPower:
      - {name: latency, cpus: {list: "N"}, resumeLatencyMicros: 50}
      housekeeping: {cpus: {list: "N"}, interrupts: Move}
      sysctls:
        net.core.netdev_budget: 302
        net.core.dev_weight: 66
        net.core.rps_default_mask: "0"
        net.core.flow_limit_cpu_bitmap: "1"
        net.core.flow_limit_table_len: 1024
        net.ipv4.tcp_rmem: 4096 131072 4194304
        net.core.default_qdisc: bfifo
      """;

  private final Machine machine;
  private final String veth = "nnt" + UUID.randomUUID().toString().substring(0, 8);
  private final String tap = "tap" + UUID.randomUUID().toString().substring(0, 8);
  private final String card;

  EveryKnob(Machine machine) {
    this.machine = machine;
    this.card = Uplink.of(machine).name();
  }

  /** The veth and the tap. */
  String[] devices() {
    return new String[] {veth, tap};
  }

  /** Makes devices and tunings. */
  void makeDevices() {
    machine
        .run(
            """
            set -e
            ip link add %1$s numrxqueues %3$d numtxqueues %3$d type veth peer name p%1$s numrxqueues %3$d numtxqueues %3$d
            ip link set %1$s up
            ip link set p%1$s up
            ip tuntap add dev %2$s mode tap
            ethtool -C %2$s rx-frames 7
            cd /sys/class/net/%1$s
            for queue in $(seq 0 $((%3$d - 1))); do
              echo $((queue %% 3 + 1)) >queues/rx-$queue/rps_cpus
              echo $((64 << queue %% 3)) >queues/rx-$queue/rps_flow_cnt
              echo $((3 - queue %% 3)) >queues/tx-$queue/xps_cpus
            done
            echo 5000 >gro_flush_timeout
            echo 3 >napi_defer_hard_irqs
            """
                .formatted(veth, tap, QUEUES))
        .success();
    write(ONE, "one", TUNING_ONE);
    write(OTHER, "other", TUNING_OTHER);
  }

  private void write(String path, String name, String spec) {
    machine.write(path, Tuning.yaml(name, spec.formatted(veth, tap, card)));
  }

  /** Makes the devices go. */
  void deleteDevices() {
    machine.run("ip link del %s; ip link del %s".formatted(veth, tap)).success();
  }

  /** All that the tunings change, as it is. */
  Values values() {
    return Values.allOf(machine, veth, tap, card);
  }
}
