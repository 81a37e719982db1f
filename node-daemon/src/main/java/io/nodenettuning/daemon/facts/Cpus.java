package io.nodenettuning.daemon.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The CPUs of a node ({@code Documentation/admin-guide/cputopology.rst}).
 *
 * @param possible CPUs that could ever come; their last number is the widest a mask may be
 * @param online CPUs that run
 * @param isolated CPUs of {@code isolcpus=domain}
 * @param nohzFull CPUs of {@code nohz_full=}
 * @param partitioned CPUs that isolated cgroup partitions have at this time
 * @param exclusive CPUs that the kubelet gave to single containers
 * @param siblings hardware threads of the core of each CPU, the CPU itself included
 * @param numaNodes CPUs by NUMA node; empty on a kernel without NUMA
 */
public record Cpus(
    CpuSet possible,
    CpuSet online,
    CpuSet isolated,
    CpuSet nohzFull,
    CpuSet partitioned,
    Exclusive exclusive,
    SortedMap<Integer, CpuSet> siblings,
    SortedMap<Integer, CpuSet> numaNodes) {

  /** A node without cgroup partitions and kubelet. */
  public Cpus(
      CpuSet possible,
      CpuSet online,
      CpuSet isolated,
      CpuSet nohzFull,
      SortedMap<Integer, CpuSet> siblings,
      SortedMap<Integer, CpuSet> numaNodes) {
    this(
        possible,
        online,
        isolated,
        nohzFull,
        CpuSet.NONE,
        new Exclusive.NoKubelet(),
        siblings,
        numaNodes);
  }

  /** CPUs that the kernel itself leaves alone: isolated or without a tick, since boot. */
  public CpuSet quiet() {
    return isolated.union(nohzFull);
  }

  /** All CPUs that somebody isolated, at boot or since. */
  public CpuSet apart() {
    return quiet().union(partitioned);
  }

  /** The highest CPU number that can be; what {@code N} means in a CPU list. */
  public int lastPossible() {
    return Math.max(0, possible.last());
  }

  /** The hardware threads of a CPU's core, itself included; only itself where they are unknown. */
  public CpuSet core(int cpu) {
    CpuSet core = siblings.get(cpu);
    return core == null ? CpuSet.of(cpu) : core;
  }

  /** Of the given CPUs, the lowest of each core. */
  public CpuSet firstThreads(CpuSet set) {
    return CpuSet.of(set.stream().filter(cpu -> thread(cpu, set) == 0).toArray());
  }

  /**
   * The given CPUs in the order in which to hand them out: the first of each core ascending, then
   * the second of each core, and so on, so that no two share a core before they must.
   */
  public List<Integer> spread(CpuSet set) {
    List<List<Integer>> byThread = new ArrayList<>();
    for (int cpu = set.first(); cpu >= 0; cpu = set.next(cpu + 1)) {
      int thread = thread(cpu, set);
      while (byThread.size() <= thread) {
        byThread.add(new ArrayList<>());
      }
      byThread.get(thread).add(cpu);
    }
    return byThread.stream().flatMap(List::stream).toList();
  }

  /** Which of its core's threads in the set a CPU is, from 0. */
  private int thread(int cpu, CpuSet set) {
    CpuSet core = core(cpu);
    int before = 0;
    for (int other = core.first(); other < cpu; other = core.next(other + 1)) {
      before += set.contains(other) ? 1 : 0;
    }
    return before;
  }
}
