package io.nodenettuning.daemon.facts;

import static io.nodenettuning.api.QueueRole.rx;
import static io.nodenettuning.api.QueueRole.tx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import io.nodenettuning.daemon.facts.QueueInterrupt.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts of whole nodes, see {@code nodes/*.node}. */
class RecordedNodesTest {
  @TempDir Path root;

  private Facts facts(String node) {
    return new FactsReader(RecordedNode.load(node, root)).read();
  }

  private static Nic nic(Facts facts, String name) {
    return facts.nics().stream().filter(nic -> nic.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(0, last).boxed().toList();
  }

  @Test
  void a_small_virtio_machine() {
    Facts facts = facts("virtio-2cpu");
    assertThat(facts.node()).isEqualTo("virtio-2cpu");
    assertThat(facts.kernelRelease()).isEqualTo("6.18.44");
    assertThat(facts.bootId()).isEqualTo("6f1c1c0e-8d2e-4a53-9a0b-0f6f6f1b2a01");
    assertThat(facts.cpus())
        .isEqualTo(
            new Cpus(
                CpuSet.of(0, 1),
                CpuSet.of(0, 1),
                CpuSet.NONE,
                CpuSet.NONE,
                new TreeMap<>(Map.of(0, CpuSet.of(0), 1, CpuSet.of(1))),
                new TreeMap<>(Map.of(0, CpuSet.of(0, 1)))));
    assertThat(facts.policies()).isEmpty();
    assertThat(facts.irqbalance()).isFalse();
    assertThat(facts.nics()).extracting(Nic::name).containsExactly("docker0", "eth0", "lo");
    assertThat(nic(facts, "eth0"))
        .isEqualTo(
            new Nic(
                "eth0",
                4,
                InterfaceType.Physical,
                "virtio_net",
                "virtio2",
                "0000:00:03.0",
                "02:fc:00:00:00:01",
                -1,
                true,
                Set.of(RouteMatch.Default),
                List.of(0),
                List.of(0),
                List.of(
                    new QueueInterrupt(38, "virtio2-input.0", rx, 0),
                    new QueueInterrupt(39, "virtio2-output.0", tx, 0)),
                List.of(new OtherInterrupt(37, "virtio2-config")),
                List.of()));
    Nic bridge = nic(facts, "docker0");
    assertThat(bridge.type()).isEqualTo(InterfaceType.Bridge);
    assertThat(bridge.busAddress()).isNull();
    assertThat(bridge.routes()).isEmpty();
    assertThat(nic(facts, "lo").type()).isNull();
  }

  @Test
  void a_two_socket_server_with_mlx5() {
    Facts facts = facts("mlx5-32cpu-2numa");
    assertThat(facts.cpus().nohzFull()).isEqualTo(CpuSet.NONE);
    assertThat(facts.cpus().siblings()).hasSize(32).containsEntry(19, CpuSet.of(3, 19));
    assertThat(facts.cpus().numaNodes()).containsEntry(1, CpuSet.parseList("8-15,24-31"));
    assertThat(facts.irqbalance()).isTrue();
    assertThat(facts.policies())
        .hasSize(32)
        .contains(
            new CpuPolicy(
                10,
                "intel_cpufreq",
                CpuSet.of(10),
                CpuSet.of(10),
                List.of(
                    "conservative",
                    "ondemand",
                    "userspace",
                    "powersave",
                    "performance",
                    "schedutil"),
                List.of(
                    "default", "performance", "balance_performance", "balance_power", "power")));

    Nic uplink = nic(facts, "enp129s0f0np0");
    assertThat(uplink.driver()).isEqualTo("mlx5_core");
    assertThat(uplink.numaNode()).isEqualTo(1);
    assertThat(uplink.rxQueues()).isEqualTo(upTo(15));
    assertThat(uplink.interrupts())
        .hasSize(16)
        .allMatch(interrupt -> interrupt.role() == rx)
        .contains(new QueueInterrupt(216, "mlx5_comp15@pci:0000:81:00.0", rx, 15));
    assertThat(uplink.otherInterrupts())
        .as("the asynchronous events, and completion vectors past the channels, shared with RDMA")
        .extracting(OtherInterrupt::vector)
        .hasSize(9)
        .startsWith("mlx5_async0@pci:0000:81:00.0", "mlx5_comp16@pci:0000:81:00.0");
  }

  @Test
  void a_port_that_is_down_has_vectors_without_handlers() {
    Nic port = nic(facts("mlx5-32cpu-2numa"), "enp129s0f1np1");
    assertThat(port.up()).isFalse();
    assertThat(port.interrupts()).isEmpty();
    assertThat(port.otherInterrupts()).hasSize(17).contains(new OtherInterrupt(246, ""));
  }

  @Test
  void a_bond_with_a_vlan_that_carries_the_default_route() {
    Facts facts = facts("mlx5-32cpu-2numa");
    assertThat(facts.nics())
        .extracting(Nic::name, Nic::type)
        .contains(
            tuple("bond0", InterfaceType.Bond),
            tuple("bond0.100", InterfaceType.Vlan),
            tuple("flannel.1", InterfaceType.Vxlan))
        .hasSize(5);
    assertThat(facts.nics().stream().filter(nic -> !nic.routes().isEmpty()))
        .as("the route of the lowest metric, not that of the bond itself")
        .extracting(Nic::name)
        .containsExactly("bond0.100");
  }

  @Test
  void a_cloud_machine_with_ena_renamed_while_up() {
    Facts facts = facts("ena-8cpu");
    assertThat(facts.cpus().spread(facts.cpus().online())).isEqualTo(upTo(7));
    assertThat(facts.cpus().core(2)).isEqualTo(CpuSet.of(2, 6));
    Nic nic = nic(facts, "ens5");
    assertThat(nic.routes()).containsExactly(RouteMatch.Default);
    assertThat(nic.interrupts()).hasSize(8).contains(new QueueInterrupt(35, "eth0-Tx-Rx-7", rx, 7));
    assertThat(nic.otherInterrupts())
        .containsExactly(new OtherInterrupt(27, "ena-mgmnt@pci:0000:00:05.0"));
    assertThat(nic(facts, "cali12d4").type()).isEqualTo(InterfaceType.Veth);
    assertThat(nic(facts, "tunl0").type()).isEqualTo(InterfaceType.Ipip);
  }

  @Test
  void a_machine_with_isolated_and_offline_cpus() {
    Facts facts = facts("igb-12cpu-isolated");
    assertThat(facts.cpus().possible()).hasToString("0-11");
    assertThat(facts.cpus().online()).hasToString("0-7");
    assertThat(facts.cpus().quiet()).hasToString("6-7");
    assertThat(facts.cpus().nohzFull()).hasToString("7");
    assertThat(facts.cpus().numaNodes())
        .as("a hole in the numbers, and a node of memory only")
        .containsOnlyKeys(0, 2, 3)
        .containsEntry(3, CpuSet.NONE);
    Nic nic = nic(facts, "eth0");
    assertThat(nic.interrupts()).extracting(QueueInterrupt::queue).isEqualTo(upTo(3));
    assertThat(nic.otherInterrupts()).containsExactly(new OtherInterrupt(24, "eth0"));
    assertThat(facts.policies())
        .extracting(CpuPolicy::name)
        .containsExactly("policy0", "policy2", "policy4", "policy6", "policy8");
    assertThat(facts.policies().getFirst().related()).isEqualTo(CpuSet.of(0, 1));
    assertThat(facts.policies().getLast().affected())
        .as("its CPUs are offline")
        .isEqualTo(CpuSet.NONE);
  }

  @Test
  void a_machine_with_eighty_cpus_and_queues() {
    Facts facts = facts("ice-80cpu");
    Nic nic = nic(facts, "ens1f0");
    assertThat(nic.rxQueues()).as("in the order of numbers").isEqualTo(upTo(79));
    assertThat(nic.interrupts()).extracting(QueueInterrupt::queue).isEqualTo(upTo(79));
    assertThat(nic.interrupts().getLast().irq()).isEqualTo(180);
    assertThat(nic.otherInterrupts())
        .containsExactly(
            new OtherInterrupt(100, "ice-0000:18:00.0:misc"),
            new OtherInterrupt(181, "ice-0000:18:00.0:ctrl"),
            new OtherInterrupt(182, ""));
    assertThat(facts.cpus().spread(CpuSet.parseList("38-41,78-79")))
        .containsExactly(38, 39, 40, 41, 78, 79);
  }

  @Test
  void a_card_whose_vectors_serve_queues_of_its_parts() {
    Facts facts = facts("mlx5-shared-vectors-16cpu");

    assertThat(nic(facts, "enp8s0f0np0").interrupts())
        .hasSize(8)
        .extracting(QueueInterrupt::owner)
        .containsOnlyNulls();
    Owner first = new Owner("enp8s0f0np0", "if2@0000:08:00.0", rx, 0);
    assertThat(nic(facts, "enp8s0f0_0").interrupts())
        .as("of what represents a virtual function")
        .containsExactly(new QueueInterrupt(101, "mlx5_comp0@pci:0000:08:00.0", rx, 0, first));
    assertThat(nic(facts, "enp8s0f0s4").interrupts())
        .as("of a sub-function")
        .hasSize(4)
        .contains(new QueueInterrupt(101, "mlx5_comp0@pci:0000:08:00.0", rx, 0, first));
  }

  @Test
  void a_machine_whose_vectors_are_only_in_proc_interrupts() {
    Facts facts = facts("e1000e-4cpu");
    assertThat(facts.cpus().numaNodes()).isEmpty();
    assertThat(nic(facts, "eth0").interrupts())
        .containsExactly(
            new QueueInterrupt(30, "eth0-rx-0", rx, 0), new QueueInterrupt(31, "eth0-tx-0", tx, 0));
    assertThat(nic(facts, "eth0").otherInterrupts())
        .containsExactly(new OtherInterrupt(32, "eth0"));
  }

  @Test
  void a_single_vector_serves_the_first_queue() {
    Nic nic = nic(facts("e1000e-4cpu"), "eth1");
    assertThat(nic.interrupts()).containsExactly(new QueueInterrupt(33, "eth1", rx, 0));
    assertThat(nic.pciAddress()).isEqualTo("0000:02:00.0");
  }

  @Test
  void cpus_that_go_and_governors_that_come_are_seen() throws Exception {
    FactsReader reader = new FactsReader(RecordedNode.load("igb-12cpu-isolated", root));
    reader.read();
    Path cpu = root.resolve("sys/devices/system/cpu");
    Files.writeString(cpu.resolve("online"), "0-6");
    Files.writeString(root.resolve("sys/devices/system/node/node2/cpulist"), "4-6");
    Files.writeString(cpu.resolve("cpufreq/policy6/affected_cpus"), "6");
    Facts less = reader.read();
    assertThat(less.cpus().numaNodes()).containsEntry(2, CpuSet.range(4, 6));
    assertThat(less.cpus().siblings()).doesNotContainKey(7);
    assertThat(less.policies().get(3).affected()).isEqualTo(CpuSet.of(6));
    for (int policy = 0; policy < 8; policy += 2) {
      Files.writeString(
          cpu.resolve("cpufreq/policy" + policy + "/scaling_available_governors"), "performance");
    }
    assertThat(reader.read().policies().get(2).governors()).containsExactly("performance");
  }
}
