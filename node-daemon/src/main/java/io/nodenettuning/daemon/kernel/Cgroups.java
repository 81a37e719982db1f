package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Finds cgroups of the node's cgroup v2 hierarchy by their numbers, open_by_handle_at(2). */
public final class Cgroups implements AutoCloseable {

  /** Where the hierarchy is mounted; the second beside hierarchies of v1. */
  private static final String[] MOUNTS = {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"};

  private static final long CGROUP2_SUPER_MAGIC = 0x63677270;
  private static final int AT_FDCWD = -100;
  private static final int O_DIRECTORY_CLOEXEC = 0x10000 | 0x80000;
  private static final int O_PATH = 0x200000;

  /** {@code struct file_handle} with an inode's number, {@code FILEID_KERNFS}. */
  private static final int KERNFS = 0xfe;

  private static final int TYPE_AT = 4;
  private static final int NUMBER_AT = 8;

  private final int root;
  private final DescriptorNames names;

  private Cgroups(int root, DescriptorNames names) {
    this.root = root;
    this.names = names;
  }

  /** Those of a node; nothing where it has no cgroup v2. */
  public static Optional<Cgroups> open(KernelFiles files) {
    var memory = CallMemory.ofThread();
    for (String mount : MOUNTS) {
      if (!memory.setPath(files.place(mount))) {
        continue;
      }
      long fd =
          SystemCall.OPENAT.call(memory, AT_FDCWD, memory.path().address(), O_DIRECTORY_CLOEXEC, 0);
      if (fd < 0) {
        continue;
      }
      if (FileWrites.fileSystem(memory, (int) fd) == CGROUP2_SUPER_MAGIC) {
        return DescriptorNames.open().map(names -> new Cgroups((int) fd, names));
      }
      SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
    }
    return Optional.empty();
  }

  /** The path of a cgroup below the hierarchy's root; nothing where it is gone. */
  public Optional<String> path(long number) {
    var memory = CallMemory.ofThread();
    MemorySegment handle = memory.page();
    handle.set(JAVA_INT, 0, Long.BYTES);
    handle.set(JAVA_INT, TYPE_AT, KERNFS);
    handle.set(JAVA_LONG, NUMBER_AT, number);
    long fd =
        SystemCall.OPEN_BY_HANDLE_AT.call(
            memory, root, handle.address(), O_PATH | O_DIRECTORY_CLOEXEC, 0);
    if (fd < 0) {
      return Optional.empty();
    }
    String path = names.of(memory, (int) fd);
    SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
    String mount = names.of(memory, root);
    return path.startsWith(mount) ? Optional.of(path.substring(mount.length())) : Optional.empty();
  }

  @Override
  public void close() {
    SystemCall.CLOSE.call(CallMemory.ofThread(), root, 0, 0, 0);
    names.close();
  }
}
