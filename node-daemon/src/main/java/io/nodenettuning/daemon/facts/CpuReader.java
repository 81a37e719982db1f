package io.nodenettuning.daemon.facts;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CPUs ({@code /sys/devices/system/cpu} and {@code node}). Topology and nodes are read
 * again only when other CPUs are online: nothing else changes them while the node is up.
 */
final class CpuReader {
  private static final String CPU = "/sys/devices/system/cpu";
  private static final String NODE = "/sys/devices/system/node";

  /** CPUs of isolated partitions, {@code Documentation/admin-guide/cgroup-v2.rst}; since 6.7. */
  private static final String PARTITIONED = "/sys/fs/cgroup/cpuset.cpus.isolated";

  /** What the last reading found. */
  private record Topology(
      CpuSet online, SortedMap<Integer, CpuSet> siblings, SortedMap<Integer, CpuSet> numaNodes) {}

  private final FactFiles files;
  private final KubeletCpus kubelet;
  private @Nullable Topology last;

  CpuReader(FactFiles files) {
    this.files = files;
    this.kubelet = new KubeletCpus(files);
  }

  Cpus read() {
    CpuSet present =
        files.cpus(CPU + "/present").orElseGet(() -> CpuSet.of(files.numbered(CPU, "cpu")));
    CpuSet online = files.cpus(CPU + "/online").orElse(present.isEmpty() ? CpuSet.of(0) : present);
    CpuSet possible = files.cpus(CPU + "/possible").orElse(present).union(online);
    Topology topology = topology(online);
    return new Cpus(
        possible,
        online,
        files.cpus(CPU + "/isolated").orElse(CpuSet.NONE),
        files.cpus(CPU + "/nohz_full").orElse(CpuSet.NONE),
        files.cpus(PARTITIONED).orElse(CpuSet.NONE),
        kubelet.read(),
        topology.siblings(),
        topology.numaNodes());
  }

  private Topology topology(CpuSet online) {
    Topology topology = last;
    if (topology == null || !topology.online().equals(online)) {
      topology = new Topology(online, siblings(online), numaNodes());
      last = topology;
    }
    return topology;
  }

  private SortedMap<Integer, CpuSet> siblings(CpuSet online) {
    SortedMap<Integer, CpuSet> siblings = new TreeMap<>();
    for (int cpu : online.stream().toArray()) {
      if (!siblings.containsKey(cpu)) {
        CpuSet core = core(cpu);
        core.stream().forEach(thread -> siblings.put(thread, core));
      }
    }
    return unmodifiableSortedMap(siblings);
  }

  private CpuSet core(int cpu) {
    String topology = CPU + "/cpu" + cpu + "/topology/";
    // The same list by its older and its newer name.
    return files
        .cpus(topology + "thread_siblings_list")
        .or(() -> files.cpus(topology + "core_cpus_list"))
        .filter(core -> core.contains(cpu))
        .orElseGet(() -> CpuSet.of(cpu));
  }

  private SortedMap<Integer, CpuSet> numaNodes() {
    SortedMap<Integer, CpuSet> nodes = new TreeMap<>();
    for (int number : files.numbered(NODE, "node")) {
      files.cpus(NODE + "/node" + number + "/cpulist").ifPresent(cpus -> nodes.put(number, cpus));
    }
    return unmodifiableSortedMap(nodes);
  }
}
