package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's wrappers of the system calls this package makes. Each returns what the system
 * call itself would: a result, or the negative errno. Interrupted calls are made again.
 */
final class Libc {
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_TRUNC = 0x200;
  static final int O_CLOEXEC = 0x80000;
  static final int F_OK = 0;

  /** What {@link CallMemory} holds for the errno of a call. */
  static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

  private static final long ERRNO_AT = CAPTURED.byteOffset(PathElement.groupElement("errno"));
  static final int EINTR = 4;

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle OPEN =
      function("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle PREAD =
      function("pread", 4, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE =
      function("write", 3, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle ACCESS = function("access", 2, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle READLINK =
      function("readlink", 3, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle GETDENTS =
      function("getdents64", 3, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

  private Libc() {}

  static int open(CallMemory memory, MemorySegment path, int flags) {
    try {
      int result;
      do {
        result = result(memory, (int) OPEN.invokeExact(memory.errno(), path, flags | O_CLOEXEC, 0));
      } while (result == -EINTR);
      return result;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Not made again when interrupted: Linux has closed the descriptor by then, close(2). */
  static void close(CallMemory memory, int fd) {
    try {
      int _ = (int) CLOSE.invokeExact(memory.errno(), fd);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long pread(CallMemory memory, int fd, MemorySegment into, long size, long offset) {
    try {
      long result;
      do {
        result = result(memory, (long) PREAD.invokeExact(memory.errno(), fd, into, size, offset));
      } while (result == -EINTR);
      return result;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long write(CallMemory memory, int fd, MemorySegment from, long size) {
    try {
      long result;
      do {
        result = result(memory, (long) WRITE.invokeExact(memory.errno(), fd, from, size));
      } while (result == -EINTR);
      return result;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int access(CallMemory memory, MemorySegment path, int mode) {
    try {
      return result(memory, (int) ACCESS.invokeExact(memory.errno(), path, mode));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long readlink(CallMemory memory, MemorySegment path, MemorySegment into, long size) {
    try {
      return result(memory, (long) READLINK.invokeExact(memory.errno(), path, into, size));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long getdents64(CallMemory memory, int fd, MemorySegment into, long size) {
    try {
      return result(memory, (long) GETDENTS.invokeExact(memory.errno(), fd, into, size));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int result(CallMemory memory, int returned) {
    return returned >= 0 ? returned : -memory.errno().get(JAVA_INT, ERRNO_AT);
  }

  static long result(CallMemory memory, long returned) {
    return returned >= 0 ? returned : -memory.errno().get(JAVA_INT, ERRNO_AT);
  }

  /** Finds a function whose arguments from {@code fixed} on are variadic in C. */
  static MethodHandle function(
      String name, int fixed, MemoryLayout returns, MemoryLayout... arguments) {
    var descriptor = FunctionDescriptor.of(returns, arguments);
    var errno = Linker.Option.captureCallState("errno");
    var address = LINKER.defaultLookup().findOrThrow(name);
    return fixed == arguments.length
        ? LINKER.downcallHandle(address, descriptor, errno)
        : LINKER.downcallHandle(address, descriptor, errno, Linker.Option.firstVariadicArg(fixed));
  }

  static AssertionError impossible(Throwable e) {
    return new AssertionError("a native call throws nothing", e);
  }
}
