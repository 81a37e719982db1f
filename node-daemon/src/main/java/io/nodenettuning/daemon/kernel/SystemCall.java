package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of this package, each by its number on x86-64 and in the table that newer
 * architectures share ({@code include/uapi/asm-generic/unistd.h}).
 *
 * <p>All go through the C library's syscall(2): to bind a native function takes longer than what a
 * pass does with it, so one is bound and not a dozen.
 */
enum SystemCall {
  OPENAT(257, 56),
  CLOSE(3, 57),
  READ(0, 63),
  PREAD64(17, 67),
  WRITE(1, 64),
  FACCESSAT(269, 48),
  READLINKAT(267, 78),
  GETDENTS64(217, 61),
  SOCKET(41, 198),
  BIND(49, 200),
  SETSOCKOPT(54, 208),
  SENDTO(44, 206),
  RECVFROM(45, 207),
  IOCTL(16, 29),
  STATX(332, 291),
  SCHED_SETAFFINITY(203, 122),
  SCHED_GETAFFINITY(204, 123),
  SCHED_SETATTR(314, 274),
  SCHED_GETATTR(315, 275),
  PPOLL(271, 73),
  EVENTFD2(290, 19),
  FSTATFS(138, 44),
  INOTIFY_INIT1(294, 26),
  INOTIFY_ADD_WATCH(254, 27),
  INOTIFY_RM_WATCH(255, 28),
  FANOTIFY_INIT(300, 262),
  FANOTIFY_MARK(301, 263),
  OPEN_BY_HANDLE_AT(304, 265),
  PIDFD_SEND_SIGNAL(424, 424);

  /** What {@link CallMemory} holds for the errno of a call. */
  static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

  private static final long ERRNO_AT = CAPTURED.byteOffset(PathElement.groupElement("errno"));
  private static final int EINTR = 4;
  private static final int NO_DESCRIPTOR = -1;

  private static final MethodHandle SYSCALL = syscall();

  private final long number;

  SystemCall(int amd64, int generic) {
    String architecture = System.getProperty("os.arch", "");
    number =
        switch (architecture) {
          case "amd64" -> amd64;
          case "aarch64", "riscv64" -> generic;
          default ->
              throw new UnsupportedOperationException(
                  "system calls are known of amd64, aarch64 and riscv64, not of " + architecture);
        };
  }

  /**
   * Makes the call, with the addresses of memory that stays reachable while it runs. An interrupted
   * call is made again.
   *
   * @return its result, or the negative errno
   */
  long call(CallMemory memory, long a, long b, long c, long d, long e, long f) {
    try {
      long result;
      do {
        result = (long) SYSCALL.invokeExact(memory.errno(), number, a, b, c, d, e, f);
        if (result < 0) {
          result = -memory.errno().get(JAVA_INT, ERRNO_AT);
        }
        // Linux has closed the descriptor before it is interrupted, close(2).
      } while (result == -EINTR && this != CLOSE);
      return result;
    } catch (Throwable impossible) {
      throw new AssertionError("a native call throws nothing", impossible);
    }
  }

  /** The call with up to four arguments. */
  long call(CallMemory memory, long a, long b, long c, long d) {
    return call(memory, a, b, c, d, 0, 0);
  }

  /**
   * Does what the first call would have to do first.
   *
   * @throws UnsupportedOperationException on an architecture whose numbers are not known
   */
  static void bind() {
    CLOSE.call(CallMemory.ofThread(), NO_DESCRIPTOR, 0, 0, 0);
  }

  private static MethodHandle syscall() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }
}
