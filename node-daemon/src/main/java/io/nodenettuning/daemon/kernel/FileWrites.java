package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Tells of every write(2) of other processes to the node's procfs and sysfs: fanotify(7) marks on
 * both file systems. Of procfs, only that instance is seen which is mounted at the node's {@code
 * /proc}; of sysfs, that of the node's network namespace. What the kernel changes itself is no
 * write.
 *
 * <p>For one thread.
 */
public final class FileWrites implements EventSource {

  /** What is told of writes. The process is that of an event only until a method returns. */
  public interface Listener {

    /**
     * A file was written, once or many times by the same process.
     *
     * @param path on the host, such as {@code /sys/devices/virtual/net/eth0/queues/rx-0/rps_cpus};
     *     symbolic links are followed
     */
    void written(String path, WritingProcess writer);

    /**
     * A file was written, and which one cannot be told.
     *
     * @param why in words
     */
    void unknown(String why, WritingProcess writer);

    /** Writes were dropped: there were more than the kernel keeps. */
    void overflow();
  }

  private static final int CLOEXEC = 0x1;
  private static final int NONBLOCK = 0x2;
  private static final int REPORT_PIDFD = 0x80;
  private static final int REPORT_FD_ERROR = 0x2000;

  private static final int MARK_ADD_FILESYSTEM = 0x1 | 0x100;
  private static final long MODIFY = 0x2;
  private static final int AT_FDCWD = -100;

  private static final int O_WRONLY = 1;
  private static final int O_LARGEFILE = 0x8000;
  private static final int O_CLOEXEC = 0x80000;

  private static final int READ_BYTES = 4096;
  private static final long PROC_SUPER_MAGIC = 0x9fa0;

  /** A read that fails as often as this without an event in between will go on to do so. */
  private static final int FAILURES_UNTIL_BLIND = 1000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(READ_BYTES, Long.BYTES);
  private final FanotifyEvents events = new FanotifyEvents(buffer.asByteBuffer());
  private final DescriptorNames names;
  private final WritingProcess writer = new WritingProcess();
  private final long self = ProcessHandle.current().pid();
  private final int fd;
  private final int readBytes;
  private final boolean tellsErrors;
  private final boolean tellsProcesses;
  private int failures;

  private FileWrites(int fd, int flags, DescriptorNames names) {
    this.fd = fd;
    this.names = names;
    tellsErrors = (flags & REPORT_FD_ERROR) != 0;
    tellsProcesses = (flags & REPORT_PIDFD) != 0;
    // Without errors as events, one behind another event in a read is lost without a word.
    int one = FanotifyEvents.METADATA_BYTES + (tellsProcesses ? FanotifyEvents.PIDFD_BYTES : 0);
    readBytes = tellsErrors ? READ_BYTES : one;
  }

  /**
   * Begins to watch the node's procfs and sysfs.
   *
   * @param files tells where they are mounted
   * @return a refusal where the kernel does not let this process: it takes CAP_SYS_ADMIN
   */
  public static Answer<FileWrites> open(KernelFiles files) {
    return open(files, REPORT_FD_ERROR | REPORT_PIDFD);
  }

  /** As on a kernel that knows only some of the flags. */
  static Answer<FileWrites> open(KernelFiles files, int optional) {
    var memory = CallMemory.ofThread();
    int flags = CLOEXEC | NONBLOCK;
    long fd = init(memory, flags);
    for (int flag : new int[] {REPORT_PIDFD, REPORT_FD_ERROR}) {
      if (fd >= 0 && (optional & flag) != 0) {
        long better = init(memory, flags | flag);
        if (better >= 0) {
          SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
          fd = better;
          flags |= flag;
        }
      }
    }
    long result = fd;
    if (result >= 0) {
      result = mark(memory, fd, files.place("/proc"));
    }
    if (result >= 0) {
      result = mark(memory, fd, files.place("/sys"));
    }
    Optional<DescriptorNames> names = result < 0 ? Optional.empty() : DescriptorNames.open();
    if (names.isEmpty()) {
      if (fd >= 0) {
        SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
      }
      return new Answer.Refused<>(result < 0 ? new Errno((int) -result) : Errno.ENOENT);
    }
    return new Answer.Got<>(new FileWrites((int) fd, flags, names.get()));
  }

  /**
   * Files are opened for writing: all that were written allow it, while some cannot be read. The
   * queue keeps its limit, so that a flood ends in an overflow and not in the node's memory.
   */
  private static long init(CallMemory memory, int flags) {
    return SystemCall.FANOTIFY_INIT.call(memory, flags, O_WRONLY | O_LARGEFILE | O_CLOEXEC, 0, 0);
  }

  private static long mark(CallMemory memory, long fd, String place) {
    return memory.setPath(place)
        ? SystemCall.FANOTIFY_MARK.call(
            memory, fd, MARK_ADD_FILESYSTEM, MODIFY, AT_FDCWD, memory.path().address(), 0)
        : -Errno.ENAMETOOLONG.code();
  }

  @Override
  public int descriptor() {
    return fd;
  }

  /** Whether the kernel hands out who wrote as a descriptor, which no other process ever gets. */
  public boolean tellsProcesses() {
    return tellsProcesses;
  }

  /** Whether a file that cannot be opened is told of with its writer. */
  public boolean tellsErrors() {
    return tellsErrors;
  }

  /**
   * Reads what there is.
   *
   * @param most how many reads at most, so that a flood does not keep the reader
   * @return how many events there were, those of this process too; negative where reading fails for
   *     good
   */
  public int read(Listener listener, int most) {
    var memory = CallMemory.ofThread();
    int seen = 0;
    for (int n = 0; n < most; n++) {
      long read = SystemCall.READ.call(memory, fd, buffer.address(), readBytes, 0);
      if (read == -Errno.EAGAIN.code()) {
        break;
      }
      if (read < 0) {
        if (++failures >= FAILURES_UNTIL_BLIND) {
          return -1;
        }
        writer.is(WritingProcess.UNKNOWN, WritingProcess.UNKNOWN);
        unopened(listener, new Errno((int) -read));
        seen++;
        continue;
      }
      failures = 0;
      events.begin((int) read);
      while (events.next()) {
        seen++;
        tell(memory, listener);
      }
    }
    return seen;
  }

  private void tell(CallMemory memory, Listener listener) {
    int file = events.descriptor();
    int process = events.pidfd();
    try {
      if (events.overflow()) {
        listener.overflow();
      } else if (events.pid() != self) {
        writer.is(events.pid(), tellsProcesses ? process : WritingProcess.UNTOLD);
        if (file >= 0) {
          tell(memory, listener, file);
        } else {
          unopened(listener, new Errno(-file));
        }
      }
    } finally {
      close(memory, file);
      close(memory, process);
    }
  }

  private void tell(CallMemory memory, Listener listener, int file) {
    String told = WrittenPaths.named(names.of(memory, file));
    if (WrittenPaths.isPlain(told)) {
      listener.written(told, writer);
      return;
    }
    WrittenPaths.onHost(told, fileSystem(memory, file) == PROC_SUPER_MAGIC)
        .ifPresentOrElse(
            path -> listener.written(path, writer),
            () -> listener.unknown("a file was written as " + told, writer));
  }

  /** The kind of a descriptor's file system by its magic number, fstatfs(2); 0 where unknown. */
  static long fileSystem(CallMemory memory, int descriptor) {
    long result = SystemCall.FSTATFS.call(memory, descriptor, memory.page().address(), 0, 0);
    return result == 0 ? memory.page().get(JAVA_LONG, 0) : 0;
  }

  /**
   * The file could not be opened for this reader. ESRCH says that it was the file of a task that is
   * gone, which no setting is. All others can be anything: ENOENT and ENODEV an interrupt or device
   * that is gone or has come back, EACCES and EPERM what a security module guards, EMFILE and
   * ENOMEM whatever was written just then.
   */
  private void unopened(Listener listener, Errno errno) {
    if (!errno.equals(Errno.ESRCH)) {
      listener.unknown("a file was written that cannot be opened: " + errno, writer);
    }
  }

  private static void close(CallMemory memory, int descriptor) {
    if (descriptor >= 0) {
      SystemCall.CLOSE.call(memory, descriptor, 0, 0, 0);
    }
  }

  @Override
  public void close() {
    var memory = CallMemory.ofThread();
    close(memory, fd);
    names.close();
    arena.close();
  }
}
