package io.nodenettuning.daemon.kernel;

import java.nio.file.Path;

/**
 * The kernel of a node, or a directory that stands in for it.
 *
 * @param files procfs and sysfs
 * @param ethtool device settings
 */
public record Kernel(KernelFiles files, Ethtool ethtool) {

  /**
   * A directory in place of {@code /}: what was recorded of a node, with {@link
   * EthtoolRecording#PATH} for netlink. Plain files take any text.
   */
  public static Kernel recorded(Path directory) {
    var root = new RecordedRoot(directory);
    return new Kernel(new NodeFiles(root), new RecordedEthtool(root));
  }
}
