package io.nodenettuning.daemon.kernel;

/**
 * The kernel's own file systems, mounted below a folder.
 *
 * @param prefix such as {@code /host}; empty where {@code /proc} and {@code /sys} are the node's
 */
record MountedRoot(String prefix) implements Root {

  @Override
  public String place(String path) {
    return prefix.isEmpty() ? path : prefix.concat(path);
  }

  @Override
  public String placeOfLink(String path) {
    return place(path);
  }
}
