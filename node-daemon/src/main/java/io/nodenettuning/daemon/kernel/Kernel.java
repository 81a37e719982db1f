package io.nodenettuning.daemon.kernel;

import java.nio.file.Path;

/**
 * The kernel of a node, or a directory that stands in for it.
 *
 * @param files procfs and sysfs
 * @param ethtool device settings
 * @param receiveHash how devices spread flows over queues
 * @param napiThreads kernel threads that poll devices
 */
public record Kernel(
    KernelFiles files, Ethtool ethtool, ReceiveHash receiveHash, NapiThreads napiThreads) {

  /** The kernel this process runs on, with {@code /proc} and {@code /sys} where they belong. */
  public static Kernel host() {
    return of(new NodeFiles(new MountedRoot("")));
  }

  /**
   * The kernel this process runs on, with the node's {@code /proc}, {@code /sys} and {@code /run}
   * mounted below a folder, as in a container.
   *
   * @param prefix such as {@code /host}
   */
  public static Kernel mountedAt(Path prefix) {
    String folder = prefix.toAbsolutePath().normalize().toString();
    return of(new NodeFiles(new MountedRoot(folder.equals("/") ? "" : folder)));
  }

  private static Kernel of(KernelFiles files) {
    return new Kernel(
        files, new NetlinkEthtool(), new IoctlReceiveHash(), new NodeNapiThreads(files));
  }

  /**
   * A directory in place of {@code /}: what was recorded of a node, with {@link
   * EthtoolRecording#PATH} for netlink and {@link NapiThreads#RECORDED} for threads. Plain files
   * take any text.
   */
  public static Kernel recorded(Path directory) {
    var root = new RecordedRoot(directory);
    var files = new NodeFiles(root);
    return new Kernel(
        files,
        new RecordedEthtool(root),
        new RecordedReceiveHash(root),
        new RecordedNapiThreads(files));
  }

  /** The same kernel, its files reached in another way. */
  public Kernel with(KernelFiles others) {
    return new Kernel(others, ethtool, receiveHash, napiThreads);
  }
}
