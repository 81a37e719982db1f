package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.CapacityFacts;
import io.nodenettuning.api.ChannelFacts;
import io.nodenettuning.api.DriverFacts;
import io.nodenettuning.api.FrequencyFacts;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NicFacts;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.QueueRole;
import io.nodenettuning.api.RingFacts;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NicCapabilities.Capacity;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node has and can be set to, as its status tells. */
class FactsSummaryTest {
  @TempDir private Path folder;

  private ByHand told() {
    return new ByHand(folder);
  }

  private static NodeFacts facts(ByHand told) {
    return Objects.requireNonNull(told.status().facts());
  }

  private static List<NicFacts> nics(ByHand told) {
    return Objects.requireNonNull(facts(told).interfaces());
  }

  private static List<DriverFacts> drivers(NodeFacts facts) {
    return Objects.requireNonNull(facts.drivers());
  }

  private static NicCapabilities can(List<String> coalesce, List<String> changeable) {
    SortedMap<String, Capacity> coalescing = new TreeMap<>();
    coalesce.forEach(name -> coalescing.put(name, new Capacity(3, null)));
    SortedMap<String, Boolean> features = new TreeMap<>();
    changeable.forEach(name -> features.put(name, true));
    return new NicCapabilities(
        new TreeMap<>(Map.of("rx", new Capacity(8, 63L), "tx", new Capacity(4, 63L))),
        new TreeMap<>(Map.of("rx", new Capacity(512, null))),
        coalescing,
        Collections.emptySortedMap(),
        features,
        128,
        0);
  }

  private static Nic nic(int index, String driver, int numaNode) {
    return new Nic(
        "eth" + index,
        10 + index,
        InterfaceType.Physical,
        driver,
        "0000:81:00." + index,
        null,
        "",
        numaNode,
        true,
        Set.of(),
        List.of(0, 1),
        List.of(0, 1),
        IntStream.range(0, 2)
            .mapToObj(queue -> new QueueInterrupt(queue, "v" + queue, QueueRole.rx, queue))
            .toList(),
        List.of(),
        List.of());
  }

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
  void theSameNodeTwiceIsTheSameStatus() {
    assertThat(new ByHand(folder.resolve("b")).tuning("edge").status())
        .isEqualTo(new ByHand(folder.resolve("a")).tuning("edge").status());
  }

  @Test
  void eightCardsOfTwoDriversFitBesideAFullListOfSettings() {
    ByHand told = told().interfaces(cards(8, 2)).tuning("edge");
    for (int queue = 0; queue < 128; queue++) {
      told.row("edge", "rps:eth0/rx-" + queue, Outcome.Failed);
    }
    NodeNetTuningStateStatus status = told.status();

    assertThat(ByHand.bytes(status)).isLessThan(Limits.STATE_BYTES);
    assertThat(status.settings()).hasSize(Limits.SETTINGS);
    NodeFacts facts = Objects.requireNonNull(status.facts());
    assertThat(facts.interfaces()).hasSize(8);
    assertThat(facts.drivers()).hasSize(2);
    assertThat(drivers(facts).getFirst().changeableFeatures()).hasSize(Limits.FEATURES);
    assertThat(facts.driversOmitted()).isNull();
  }

  @Test
  void whatDoesNotFitIsLeftOutAndCounted() {
    ByHand told = told().interfaces(cards(40, 12));
    for (int i = 0; i < 64; i++) {
      told.tuning("t" + i, new NodeTuning.NotUnderstood("x".repeat(5000)), null);
    }
    NodeNetTuningStateStatus status = told.status();
    NodeFacts facts = Objects.requireNonNull(status.facts());

    assertThat(ByHand.bytes(status)).isLessThanOrEqualTo(Limits.STATE_BYTES);
    assertThat(status.tunings()).hasSize(64);
    assertThat(size(facts.interfaces()) + Objects.requireNonNull(facts.interfacesOmitted()))
        .isEqualTo(40);
    assertThat(size(facts.drivers()) + Objects.requireNonNull(facts.driversOmitted()))
        .isEqualTo(12);
  }

  private static int size(@Nullable List<?> list) {
    return list == null ? 0 : list.size();
  }

  /** Cards with every feature that there can be, of some drivers. */
  private static Map<Nic, NicCapabilities> cards(int count, int drivers) {
    List<String> features =
        IntStream.range(0, Limits.FEATURES).mapToObj("tx-some-feature-%02d"::formatted).toList();
    List<String> coalesce =
        IntStream.range(0, 27).mapToObj("rx-some-usecs-%02d"::formatted).toList();
    Map<Nic, NicCapabilities> nics = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      nics.put(nic(i, "driver" + i % drivers, 0), can(coalesce, features));
    }
    return nics;
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

  private static CpuPolicy policy(int cpu, List<String> governors) {
    return new CpuPolicy(
        cpu, "acpi-cpufreq", CpuSet.of(cpu, cpu + 1), CpuSet.of(cpu), governors, List.of("power"));
  }
}
