package io.nodenettuning.daemon.facts;

import java.util.List;

/**
 * What a node has, read at one moment.
 *
 * @param node its name
 * @param kernelRelease as in {@code uname -r}
 * @param bootId of {@code /proc/sys/kernel/random/boot_id}, empty where unknown
 * @param cpus its CPUs
 * @param nics its network interfaces by name
 * @param policies its cpufreq policies by number
 * @param parameters what its interfaces can be set to
 * @param irqbalance whether a process of that name runs
 * @param interrupts its interrupts that serve no queue of a network interface, by number
 */
public record Facts(
    String node,
    String kernelRelease,
    String bootId,
    Cpus cpus,
    List<Nic> nics,
    List<CpuPolicy> policies,
    DeviceParameters parameters,
    boolean irqbalance,
    List<Interrupt> interrupts) {

  /** A node of whose other interrupts nothing is known. */
  public Facts(
      String node,
      String kernelRelease,
      String bootId,
      Cpus cpus,
      List<Nic> nics,
      List<CpuPolicy> policies,
      DeviceParameters parameters,
      boolean irqbalance) {
    this(node, kernelRelease, bootId, cpus, nics, policies, parameters, irqbalance, List.of());
  }

  /** The same node with other interfaces. */
  public Facts with(List<Nic> others) {
    return new Facts(
        node, kernelRelease, bootId, cpus, others, policies, parameters, irqbalance, interrupts);
  }
}
