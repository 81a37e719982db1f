package io.nodenettuning.daemon.kernel;

import java.nio.file.Path;

/**
 * The kernel of a node, or a directory that stands in for it.
 *
 * @param files procfs and sysfs
 * @param ethtool device settings
 */
public record Kernel(KernelFiles files, Ethtool ethtool) {

  /** The kernel this process runs on, with {@code /proc} and {@code /sys} where they belong. */
  public static Kernel host() {
    return new Kernel(new NodeFiles(new MountedRoot("")), new NetlinkEthtool());
  }

  /**
   * The kernel this process runs on, with the node's {@code /proc}, {@code /sys} and {@code /run}
   * mounted below a folder, as in a container.
   *
   * @param prefix such as {@code /host}
   */
  public static Kernel mountedAt(Path prefix) {
    String folder = prefix.toAbsolutePath().normalize().toString();
    return new Kernel(
        new NodeFiles(new MountedRoot(folder.equals("/") ? "" : folder)), new NetlinkEthtool());
  }

  /**
   * A directory in place of {@code /}: what was recorded of a node, with {@link
   * EthtoolRecording#PATH} for netlink. Plain files take any text.
   */
  public static Kernel recorded(Path directory) {
    var root = new RecordedRoot(directory);
    return new Kernel(new NodeFiles(root), new RecordedEthtool(root));
  }
}
