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
 */
public record Facts(
    String node,
    String kernelRelease,
    String bootId,
    Cpus cpus,
    List<Nic> nics,
    List<CpuPolicy> policies,
    DeviceParameters parameters,
    boolean irqbalance) {

  /** The same node with other interfaces. */
  public Facts with(List<Nic> others) {
    return new Facts(node, kernelRelease, bootId, cpus, others, policies, parameters, irqbalance);
  }
}
