package io.nodenettuning.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.kernel.NapiThreads.NapiThread;
import io.nodenettuning.daemon.kernel.Veth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Knobs that are files or threads, on this machine's own kernel and back. */
@Tag("kernel")
class FileKnobsOnTheKernelTest extends OnTheKernel {
  private static final String DEFAULT_AFFINITY = "/proc/irq/default_smp_affinity";
  private static final String WORKQUEUES = "/sys/devices/virtual/workqueue/cpumask";
  private static final String CORE = "/proc/sys/net/core/";

  @Test
  void everyCpuSendsThroughOneQueueOfADevice() throws IOException {
    try (Veth veth = Veth.withQueues(4).up()) {
      String masks = xps(veth);

      apply("interfaces: [{name: v, match: {names: [%s]}, xps: {}}]".formatted(veth.name()));

      List<Integer> senders = new ArrayList<>();
      for (String mask : xps(veth).split(" ")) {
        for (int cpu = 0; cpu < 32; cpu++) {
          if ((Long.parseLong(mask.substring(mask.lastIndexOf(',') + 1), 16) >> cpu & 1) != 0) {
            senders.add(cpu);
          }
        }
      }
      assertThat(senders)
          .containsExactlyInAnyOrderElementsOf(
              facts.cpus().online().minus(facts.cpus().apart()).stream()
                  .filter(cpu -> cpu < 32)
                  .boxed()
                  .toList());
      onHost("revert");
      assertThat(xps(veth)).isEqualTo(masks);
    }
  }

  private String xps(Veth veth) {
    StringBuilder masks = new StringBuilder();
    for (int queue = 0; queue < 4; queue++) {
      masks.append(text("%s/queues/tx-%d/xps_cpus".formatted(veth.sysfs(), queue))).append(' ');
    }
    return masks.toString().strip();
  }

  @Test
  void threadsOfADeviceArePlacedInTheSamePassAndAgainWhenTheyAreMadeAnew() throws IOException {
    int cpu = facts.cpus().online().last();
    try (Veth veth = Veth.withQueues(2).up()) {
      String spec =
          """
          interfaces:
          - name: v
            match: {names: [%s]}
            offloads: {gro: true}
            napi: {threaded: Enabled, threadCpus: {list: "%d", isolated: Include},
                   deferHardIrqs: 2, groFlushTimeoutNanos: 200000}
          """
              .formatted(veth.name(), cpu);

      apply(spec);
      List<NapiThread> threads = kernel.napiThreads().of(veth.name());
      assertThat(threads).hasSize(2).allMatch(thread -> isOnly(thread, cpu));

      Veth.run("ip", "link", "set", veth.name(), "down");
      Veth.run("ip", "link", "set", veth.name(), "up");
      assertThat(kernel.napiThreads().of(veth.name()))
          .extracting(NapiThread::pid)
          .doesNotContainAnyElementsOf(threads.stream().map(NapiThread::pid).toList());
      assertThat(apply(spec).out()).doesNotContain("put back");
      assertThat(kernel.napiThreads().of(veth.name())).allMatch(thread -> isOnly(thread, cpu));

      onHost("revert");
      assertThat(kernel.napiThreads().of(veth.name())).isEmpty();
      for (String file : List.of("threaded", "napi_defer_hard_irqs", "gro_flush_timeout")) {
        assertThat(text(veth.sysfs() + "/" + file)).as(file).isEqualTo("0");
      }
    }
  }

  private static boolean isOnly(NapiThread thread, int cpu) {
    return thread.cpus().cardinality() == 1 && thread.cpus().get(cpu);
  }

  @Test
  void aDeviceThatNobodyPollsHasNoThreads() throws IOException {
    NntRun run =
        apply("interfaces: [{name: l, match: {names: [lo]}, napi: {threaded: Enabled}, xps: {}}]");

    assertThat(run.out())
        .containsPattern("Unsupported +napi:lo/threaded")
        .contains("lo has no NAPI", "lo has one transmit queue");
  }

  @Test
  void whatADeviceRefusedIsTriedAgainByAProcessThatFindsItChanged() throws IOException {
    try (Veth veth = Veth.withQueues(1).up()) {
      String spec =
          "interfaces: [{name: v, match: {names: [%s]}, napi: {threaded: Enabled}}]"
              .formatted(veth.name());

      assertThat(apply(spec).out()).containsPattern("Unsupported +napi:" + veth.name());
      kernel.ethtool().setFeatures(veth.name(), Map.of("rx-gro", true));
      assertThat(apply(spec).out()).containsPattern("Applied +napi:" + veth.name());
      onHost("revert");

      kernel.ethtool().setFeatures(veth.name(), Map.of("rx-gro", false));
      assertThat(apply(spec).out()).containsPattern("Unsupported +napi:" + veth.name());
      veth.remake(1);
      kernel.ethtool().setFeatures(veth.name(), Map.of("rx-gro", true));
      assertThat(apply(spec).out()).as("of its name").containsPattern("Applied +napi:");
    }
  }

  @Test
  void otherWorkLeavesACpuAndComesBack() throws IOException {
    assumeThat(facts.cpus().online().size()).isGreaterThan(1);
    int cpu = facts.cpus().online().first();
    String before = otherWork();

    NntRun run =
        apply(
            """
            housekeeping: {cpus: {list: "%d"}, interrupts: Move, unboundWorkqueues: Move}
            cpuPower: [{name: p, cpus: {list: "%d"}, resumeLatencyMicros: 0}]
            """
                .formatted(cpu, cpu));

    assertThat(run.out()).doesNotContain("Failed");
    assertThat(Long.parseLong(text(DEFAULT_AFFINITY), 16)).isEqualTo(1L << cpu);
    assertThat(Long.parseLong(text(WORKQUEUES), 16)).isEqualTo(1L << cpu);
    assertThat(text(latency(cpu))).isEqualTo("n/a");
    for (Interrupt interrupt : facts.interrupts()) {
      if (interrupt.kind() == Interrupt.Kind.Movable) {
        assertThat(affinity(interrupt)).as(interrupt.name()).isEqualTo("" + cpu);
      }
    }
    onHost("revert");
    assertThat(otherWork()).isEqualTo(before);
  }

  private static String latency(int cpu) {
    return "/sys/devices/system/cpu/cpu" + cpu + "/power/pm_qos_resume_latency_us";
  }

  private String affinity(Interrupt interrupt) {
    return text("/proc/irq/" + interrupt.irq() + "/smp_affinity_list");
  }

  private String otherWork() {
    StringBuilder all = new StringBuilder(text(DEFAULT_AFFINITY) + "\n" + text(WORKQUEUES));
    facts.cpus().online().stream().forEach(cpu -> all.append(' ').append(text(latency(cpu))));
    facts.interrupts().forEach(interrupt -> all.append('\n').append(affinity(interrupt)));
    return all.toString();
  }

  @Test
  void sysctlsOfTheNodeAreSetAndComeBack() throws IOException {
    String before = sysctls();

    NntRun run =
        apply(
            """
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
              net.ipv4.tcp_rmem: 4096  131072   8388608
              net.ipv4.tcp_wmem: 4096 16384 8388608
              net.core.default_qdisc: pfifo
            """);

    assertThat(run.out()).doesNotContain("Failed", "Unresolved", "Constrained");
    assertThat(text(CORE + "flow_limit_table_len")).isEqualTo("8192");
    assertThat(text("/proc/sys/net/ipv4/tcp_rmem")).isEqualTo("4096\t131072\t8388608");
    assertThat(sysctls()).isNotEqualTo(before);
    onHost("revert");
    assertThat(sysctls()).isEqualTo(before);
  }

  @Test
  void aValueThatTheKernelRefusesIsSaidAndNotTriedAgain() throws IOException {
    String before = sysctls();

    NntRun run = apply("sysctls: {net.core.netdev_budget_usecs: 2000}");

    // A kernel of 1000 Hz takes it.
    if (text(CORE + "netdev_budget_usecs").equals("2000")) {
      assertThat(run.out()).contains("Applied");
    } else {
      assertThat(run.out())
          .containsPattern("Unresolved +sysctl:net.core.netdev_budget_usecs")
          .contains("EINVAL", "two clock ticks");
    }
    onHost("revert");
    assertThat(sysctls()).isEqualTo(before);
  }

  private String sysctls() {
    StringBuilder all = new StringBuilder();
    for (Sysctl sysctl : Sysctl.values()) {
      all.append(sysctl).append(' ');
      all.append(text("/proc/sys/" + sysctl.key().replace('.', '/'))).append('\n');
    }
    return all.toString();
  }
}
