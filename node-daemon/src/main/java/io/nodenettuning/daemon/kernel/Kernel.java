package io.nodenettuning.daemon.kernel;

/**
 * The kernel of a node, or a directory that stands in for it.
 *
 * @param files procfs and sysfs
 * @param ethtool device settings
 */
public record Kernel(KernelFiles files, Ethtool ethtool) {}
