package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.CpuSetSpec;
import java.util.List;

/** What a tuning's CPU set comes to on a node. */
public sealed interface CpuSelection {

  /**
   * CPUs to use: possible, online and at least one.
   *
   * @param cpus the set
   * @param order the same CPUs in the order to hand them out: see {@link Cpus#spread}
   * @param note which CPUs that the tuning names were left out, and why; empty when none were
   */
  record Chosen(CpuSet cpus, List<Integer> order, String note) implements CpuSelection {}

  /**
   * All CPUs that are left are offline.
   *
   * @param awaited those CPUs
   * @param reason a sentence for people
   */
  record Pending(CpuSet awaited, String reason) implements CpuSelection {}

  /**
   * It comes to nothing on this node, or cannot be understood.
   *
   * @param reason a sentence for people: what is malformed, or which steps left no CPU
   */
  record Unresolved(String reason) implements CpuSelection {}

  /**
   * Resolves a CPU set: {@code list}, {@code mask} or all online CPUs; less those that do not exist
   * here, {@code exclude}, those of other NUMA nodes than the device's ({@code numa: Local}),
   * isolated ones (unless {@code isolated: Include}) and offline ones; of what is left, the first
   * thread of each core with {@code smt: OnePerCore}.
   *
   * @param numaNode the device's, or -1 where it is unknown or there is no device; then all CPUs
   *     count as local
   */
  static CpuSelection of(CpuSetSpec spec, Cpus cpus, int numaNode) {
    return new CpuSetResolution(spec, cpus, numaNode).result();
  }
}
