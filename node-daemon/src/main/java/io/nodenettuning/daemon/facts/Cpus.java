package io.nodenettuning.daemon.facts;

import java.util.SortedMap;

/**
 * The CPUs of a node ({@code Documentation/admin-guide/cputopology.rst}).
 *
 * @param possible CPUs that could ever come; their last number is the widest a mask may be
 * @param online CPUs that run
 * @param isolated CPUs of {@code isolcpus=domain}
 * @param nohzFull CPUs of {@code nohz_full=}
 * @param siblings hardware threads of the core of each CPU, the CPU itself included
 * @param numaNodes CPUs by NUMA node; empty on a kernel without NUMA
 */
public record Cpus(
    CpuSet possible,
    CpuSet online,
    CpuSet isolated,
    CpuSet nohzFull,
    SortedMap<Integer, CpuSet> siblings,
    SortedMap<Integer, CpuSet> numaNodes) {

  /** CPUs that the kernel itself leaves alone: isolated or without a tick. */
  public CpuSet quiet() {
    return isolated.union(nohzFull);
  }
}
