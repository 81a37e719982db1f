package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.DriverFacts;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.NicFacts;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NicCapabilities.Capacity;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with what they can be set to, for their statuses to tell. */
abstract class FactsSummaryCase {
  @TempDir Path folder;

  ByHand told() {
    return new ByHand(folder);
  }

  static NodeFacts facts(ByHand told) {
    return Objects.requireNonNull(told.status().facts());
  }

  static List<NicFacts> nics(ByHand told) {
    return Objects.requireNonNull(facts(told).interfaces());
  }

  static List<DriverFacts> drivers(NodeFacts facts) {
    return Objects.requireNonNull(facts.drivers());
  }

  static NicCapabilities can(List<String> coalesce, List<String> changeable) {
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

  static Nic nic(int index, String driver, int numaNode) {
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

  static CpuPolicy policy(int cpu, List<String> governors) {
    return new CpuPolicy(
        cpu, "acpi-cpufreq", CpuSet.of(cpu, cpu + 1), CpuSet.of(cpu), governors, List.of("power"));
  }
}
