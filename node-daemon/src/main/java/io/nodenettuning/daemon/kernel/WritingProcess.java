package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The process of an event, by its number and, where the kernel gives one, by a descriptor that
 * stays its own when the number is given to another process.
 */
public final class WritingProcess {

  /** No number, or no descriptor because the process was waited for and is gone. */
  static final int UNKNOWN = -1;

  /** The kernel gives no descriptors. */
  static final int UNTOLD = -2;

  /** {@code PIDFD_GET_INFO} of {@code include/uapi/linux/pidfd.h}, since Linux 6.13. */
  private static final int GET_INFO = 0xc040ff0b;

  private static final int INFO_BYTES = 64;

  /** What is asked of it: numbers, credentials, cgroup, and what is kept of one that has ended. */
  private static final long ASKED = 0x1 | 0x2 | 0x4 | 0x8;

  private static final int CGROUP_AT = 8;
  private static final int PARENT_AT = 24;
  private static final int USER_AT = 28;
  private static final long CREDENTIALS = 0x2;
  private static final long CGROUP = 0x4;

  /**
   * What the kernel tells of a process by its descriptor, also of one that has ended.
   *
   * @param cgroup number of its cgroup v2, 0 where that is not told
   * @param parent number of its parent, 0 where that is not told
   * @param user number of its real user, -1 where that is not told
   */
  public record Remains(long cgroup, int parent, int user) {}

  private int pid;
  private int descriptor;

  void is(int number, int pidfd) {
    pid = number;
    descriptor = pidfd;
  }

  /** Its number, 0 or negative where this process may not know it. */
  public int pid() {
    return pid;
  }

  /** Whether its number may be used: it is that process' as long as this holds afterwards too. */
  public boolean exists() {
    if (pid <= 0 || descriptor == UNTOLD) {
      return pid > 0;
    }
    return descriptor >= 0
        && SystemCall.PIDFD_SEND_SIGNAL.call(CallMemory.ofThread(), descriptor, 0, 0, 0)
            != -Errno.ESRCH.code();
  }

  /**
   * What can be told of it when it is gone; nothing before Linux 6.13 and where it was too late.
   */
  public Optional<Remains> remains() {
    if (descriptor < 0) {
      return Optional.empty();
    }
    var memory = CallMemory.ofThread();
    MemorySegment info = memory.page().asSlice(0, INFO_BYTES);
    info.fill((byte) 0);
    info.set(JAVA_LONG, 0, ASKED);
    if (SystemCall.IOCTL.call(memory, descriptor, GET_INFO, info.address(), 0) < 0) {
      return Optional.empty();
    }
    long told = info.get(JAVA_LONG, 0);
    boolean credentials = (told & CREDENTIALS) != 0;
    return Optional.of(
        new Remains(
            (told & CGROUP) == 0 ? 0 : info.get(JAVA_LONG, CGROUP_AT),
            credentials ? info.get(JAVA_INT, PARENT_AT) : 0,
            credentials ? info.get(JAVA_INT, USER_AT) : -1));
  }
}
