package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.CapacityFacts;
import io.nodenettuning.api.ChannelFacts;
import io.nodenettuning.api.DriverFacts;
import io.nodenettuning.api.FrequencyFacts;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.NicFacts;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.RingFacts;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node has and can be set to, as its status tells. */
class FactsSummaryTest extends FactsSummaryCase {
  @Test
  void anInterfaceTellsItsKindItsLimitsAndItsInterrupts() {
    assertThat(nics(told().tuning("edge")))
        .containsExactly(
            new NicFacts(
                "eth0",
                InterfaceType.Physical,
                "virtio_net",
                "virtio2",
                null,
                4,
                4,
                4,
                0,
                new ChannelFacts(new CapacityFacts(4, 8L), null, null),
                new RingFacts(new CapacityFacts(256, 1024L), new CapacityFacts(256, 1024L)),
                8));
    assertThat(nics(told().interfaces(Map.of(nic(0, "i40e", 1), can(List.of(), List.of())))))
        .containsExactly(
            new NicFacts(
                "eth0",
                InterfaceType.Physical,
                "i40e",
                "0000:81:00.0",
                1,
                2,
                2,
                2,
                0,
                new ChannelFacts(null, new CapacityFacts(8, 63L), new CapacityFacts(4, 63L)),
                new RingFacts(new CapacityFacts(512, null), null),
                128));
  }

  @Test
  void aPodsInterfaceIsToldOnceATuningTouchesIt() {
    assertThat(nics(told().tuning("edge").row("edge", "rps:veth0/rx-0", Outcome.Applied)))
        .extracting(NicFacts::name, NicFacts::type, NicFacts::channels, NicFacts::rings)
        .contains(tuple("veth0", InterfaceType.Veth, null, null));
  }

  @Test
  void interruptsThatTheKernelKeepsAreKnownByARefusalOrByTheFilesMode() throws IOException {
    assertThat(nics(told().tuning("edge").row("edge", "irqAffinity:eth0/rx-1", Outcome.Immutable)))
        .extracting(NicFacts::movableInterrupts, NicFacts::managedInterrupts)
        .containsExactly(tuple(3, 1));

    FolderNode node = new FolderNode(folder);
    for (int irq : new int[] {42, 43}) {
      Files.setPosixFilePermissions(
          folder.resolve("proc/irq/" + irq + "/smp_affinity_list"),
          PosixFilePermissions.fromString("r--r--r--"));
    }
    NodeCapabilities known =
        new FactsReader(node.kernel()).capabilities(node.facts().nics().subList(0, 1));

    assertThat(known.of(node.facts().nics().getFirst()).orElseThrow().managedInterrupts())
        .isEqualTo(2);
  }

  @Test
  void whatADriverCanBeSetToIsToldOnceByName() {
    assertThat(drivers(facts(told().tuning("edge"))))
        .containsExactly(
            new DriverFacts(
                "virtio_net",
                List.of("eth0"),
                List.of("adaptive-rx", "rx-usecs", "tx-usecs"),
                List.of("rx-gro", "tx-tcp-segmentation", "tx-tcp6-segmentation"),
                List.of("rx-lro", "tx-lockless", "tx-tcp-ecn-segmentation")));
  }

  @Test
  void interfacesOfOneDriverShareAnEntryUnlessTheyDiffer() {
    Map<Nic, NicCapabilities> nics = new LinkedHashMap<>();
    nics.put(nic(0, "ice", 0), can(List.of("rx-usecs"), List.of("rx-gro")));
    nics.put(nic(1, "ice", 1), can(List.of("rx-usecs"), List.of("rx-gro")));
    nics.put(nic(2, "ice", 1), can(List.of("rx-usecs"), List.of("rx-gro", "rx-lro")));
    nics.put(nic(3, "virtio_net", 1), can(List.of("rx-usecs"), List.of("rx-gro")));
    nics.put(nic(4, "quiet", 1), can(List.of(), List.of()));

    assertThat(drivers(facts(told().interfaces(nics))))
        .extracting(DriverFacts::driver, DriverFacts::interfaces)
        .containsExactly(
            tuple("ice", List.of("eth0", "eth1")),
            tuple("ice", List.of("eth2")),
            tuple("virtio_net", List.of("eth3")));
  }

  @Test
  void sysctlsThatTheNodeLacksAreNamed() {
    assertThat(facts(told()).missingSysctls())
        .contains("net.core.default_qdisc", "net.core.rps_default_mask")
        .doesNotContain("net.core.netdev_budget", "net.core.rps_sock_flow_entries")
        .hasSize(Sysctl.values().length - 1)
        .isSorted();
  }

  @Test
  void governorsAreToldOnceOfCpusThatCanHaveTheSame() {
    assertThat(facts(told()).frequency())
        .containsExactly(
            new FrequencyFacts("0-7", "acpi-cpufreq", List.of("performance", "powersave"), null));
    assertThat(
            Frequencies.of(
                List.of(
                    policy(0, List.of("performance", "powersave")),
                    policy(2, List.of("schedutil")),
                    policy(4, List.of("performance", "powersave")))))
        .extracting(FrequencyFacts::cpus)
        .containsExactly("0-1,4-5", "2-3");
    assertThat(Frequencies.of(List.of())).isNull();
  }
}
