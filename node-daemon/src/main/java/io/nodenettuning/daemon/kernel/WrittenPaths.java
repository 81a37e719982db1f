package io.nodenettuning.daemon.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Which file of the host a written path means. The kernel tells it as it runs through the writer's
 * mounts: {@code /proc/irq/9/smp_affinity} on the host, {@code /host/proc/irq/9/smp_affinity} of a
 * container that has the host's procfs there, {@code /irq/9/smp_affinity} of a procfs that is
 * mounted nowhere.
 */
final class WrittenPaths {

  /** Appended by the kernel where the name was dropped while the file is open. */
  private static final String DELETED = " (deleted)";

  private static final List<String> TOP_OF_PROCFS = List.of("/irq/", "/sys/");

  private static final List<String> TOP_OF_SYSFS =
      List.of("/devices/", "/bus/", "/class/", "/fs/", "/kernel/", "/module/", "/power/");

  private WrittenPaths() {}

  /** Whether a path needs no look at its file system: settings have no other beginnings. */
  static boolean isPlain(String path) {
    return path.startsWith("/proc/") || path.startsWith("/sys/devices/");
  }

  /** Without the mark of a dropped name. */
  static String named(String path) {
    return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
  }

  /**
   * The path on the host.
   *
   * @param procfs whether the file is one of procfs, else of sysfs
   * @return nothing where a part of procfs or sysfs is mounted elsewhere, so that it could be any
   */
  static Optional<String> onHost(String path, boolean procfs) {
    String mount = procfs ? "/proc" : "/sys";
    int at = path.indexOf(mount + "/");
    if (at >= 0) {
      return Optional.of(path.substring(at));
    }
    boolean task = procfs && path.length() > 1 && Character.isDigit(path.charAt(1));
    List<String> tops = procfs ? TOP_OF_PROCFS : TOP_OF_SYSFS;
    return task || tops.stream().anyMatch(path::startsWith)
        ? Optional.of(mount + path)
        : Optional.empty();
  }
}
