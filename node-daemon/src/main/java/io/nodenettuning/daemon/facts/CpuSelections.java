package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.NumaPolicy;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What CPU sets come to on a node; the one of a rule is resolved once. For one thread. */
public final class CpuSelections {
  private static final int ANY_NODE = -1;

  private final Cpus cpus;

  /** By the set itself, for a rule has one for all interfaces; then by NUMA node. */
  private final IdentityHashMap<CpuSetSpec, Map<Integer, CpuSelection>> answers =
      new IdentityHashMap<>();

  /** Of the CPUs of a node. */
  public CpuSelections(Cpus cpus) {
    this.cpus = cpus;
  }

  /** Resolves a set as {@link CpuSelection#of} does. */
  public CpuSelection of(CpuSetSpec spec, int numaNode) {
    return answers
        .computeIfAbsent(spec, _ -> new HashMap<>())
        .computeIfAbsent(
            spec.numa() == NumaPolicy.Local ? numaNode : ANY_NODE,
            node -> CpuSelection.of(spec, cpus, node));
  }
}
