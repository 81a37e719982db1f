package io.nodenettuning.daemon.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A fanotify(7) group that tells each event with a descriptor of the file and one of the process.
 * For one thread.
 */
final class Fanotify implements AutoCloseable {

  /** What is told. Descriptors are closed when a method returns. */
  interface Listener {

    /** Something was done to a file. */
    void file(int descriptor, WritingProcess process);

    /** Something was done to a file that could not be opened for this reader. */
    void unopened(Errno errno, WritingProcess process);

    /** Events were dropped. */
    void overflow();
  }

  /** The process is told by a descriptor too, since Linux 5.15. */
  static final int REPORT_PIDFD = 0x80;

  /** A file that cannot be opened is told as an event, since Linux 6.13. */
  static final int REPORT_FD_ERROR = 0x2000;

  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;

  private static final int CLOEXEC_NONBLOCK = 0x1 | 0x2;
  private static final int O_LARGEFILE = 0x8000;
  private static final int O_CLOEXEC = 0x80000;

  private static final int MARK_ADD = 0x1;
  private static final int MARK_FILESYSTEM = 0x100;
  private static final int AT_FDCWD = -100;

  private static final int READ_BYTES = 4096;

  /** A read that fails as often as this without an event in between will go on to do so. */
  private static final int FAILURES_UNTIL_BLIND = 1000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(READ_BYTES, Long.BYTES);
  private final FanotifyEvents events = new FanotifyEvents(buffer.asByteBuffer());
  private final WritingProcess process = new WritingProcess();
  private final long self = ProcessHandle.current().pid();
  private final int fd;
  private final boolean tellsProcesses;
  private final int readBytes;
  private int failures;

  private Fanotify(int fd, int flags) {
    this.fd = fd;
    tellsProcesses = (flags & REPORT_PIDFD) != 0;
    // Without errors as events, one behind another event in a read is lost without a word.
    int one = FanotifyEvents.METADATA_BYTES + (tellsProcesses ? FanotifyEvents.PIDFD_BYTES : 0);
    readBytes = (flags & REPORT_FD_ERROR) != 0 ? READ_BYTES : one;
  }

  /**
   * Opens a group. Its queue keeps its limit, so that a flood ends in an overflow and not in the
   * node's memory.
   *
   * @param access how files are opened for the reader
   * @param wanted flags to have where the kernel knows them
   */
  static Answer<Fanotify> open(int access, int wanted) {
    var memory = CallMemory.ofThread();
    int known = 0;
    long fd = init(memory, access, known);
    for (int flag : new int[] {REPORT_PIDFD, REPORT_FD_ERROR}) {
      if (fd >= 0 && (wanted & flag) != 0) {
        long better = init(memory, access, known | flag);
        if (better >= 0) {
          close(memory, (int) fd);
          fd = better;
          known |= flag;
        }
      }
    }
    return fd < 0
        ? new Answer.Refused<>(new Errno((int) -fd))
        : new Answer.Got<>(new Fanotify((int) fd, known));
  }

  private static long init(CallMemory memory, int access, int flags) {
    return SystemCall.FANOTIFY_INIT.call(
        memory, CLOEXEC_NONBLOCK | flags, access | O_LARGEFILE | O_CLOEXEC, 0, 0);
  }

  /**
   * Asks for events of all files of the file system at a place.
   *
   * @return 0 or the negative errno
   */
  long markFileSystem(String place, long events) {
    return mark(MARK_ADD | MARK_FILESYSTEM, place, events);
  }

  /** Asks for events of one file; else as {@link #markFileSystem}. */
  long markFile(String place, long events) {
    return mark(MARK_ADD, place, events);
  }

  private long mark(int flags, String place, long events) {
    var memory = CallMemory.ofThread();
    return memory.setPath(place)
        ? SystemCall.FANOTIFY_MARK.call(
            memory, fd, flags, events, AT_FDCWD, memory.path().address(), 0)
        : -Errno.ENAMETOOLONG.code();
  }

  int descriptor() {
    return fd;
  }

  /**
   * Reads what there is.
   *
   * @param most how many reads at most, so that a flood does not keep the reader
   * @return how many events there were, those of this process too; negative where reading fails for
   *     good
   */
  int read(Listener listener, int most) {
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
        process.is(WritingProcess.UNKNOWN, WritingProcess.UNKNOWN);
        listener.unopened(new Errno((int) -read), process);
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
    int pidfd = events.pidfd();
    try {
      if (events.overflow()) {
        listener.overflow();
      } else if (events.pid() != self) {
        process.is(events.pid(), tellsProcesses ? pidfd : WritingProcess.UNTOLD);
        if (file >= 0) {
          listener.file(file, process);
        } else {
          listener.unopened(new Errno(-file), process);
        }
      }
    } finally {
      close(memory, file);
      close(memory, pidfd);
    }
  }

  private static void close(CallMemory memory, int descriptor) {
    if (descriptor >= 0) {
      SystemCall.CLOSE.call(memory, descriptor, 0, 0, 0);
    }
  }

  @Override
  public void close() {
    close(CallMemory.ofThread(), fd);
    arena.close();
  }
}
