package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C library's calls on sockets, as those of {@link Libc}; bound when a socket is first used.
 */
final class SocketCalls {
  private static final MethodHandle SOCKET =
      Libc.function("socket", 3, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      Libc.function("setsockopt", 5, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND =
      Libc.function("send", 4, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV =
      Libc.function("recv", 4, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

  private SocketCalls() {}

  static int socket(CallMemory memory, int family, int type, int protocol) {
    try {
      return Libc.result(memory, (int) SOCKET.invokeExact(memory.errno(), family, type, protocol));
    } catch (Throwable e) {
      throw Libc.impossible(e);
    }
  }

  static int setsockopt(
      CallMemory memory, int fd, int level, int name, MemorySegment value, int size) {
    try {
      return Libc.result(
          memory, (int) SETSOCKOPT.invokeExact(memory.errno(), fd, level, name, value, size));
    } catch (Throwable e) {
      throw Libc.impossible(e);
    }
  }

  static long send(CallMemory memory, int fd, MemorySegment from, long size, int flags) {
    try {
      long result;
      do {
        result =
            Libc.result(memory, (long) SEND.invokeExact(memory.errno(), fd, from, size, flags));
      } while (result == -Libc.EINTR);
      return result;
    } catch (Throwable e) {
      throw Libc.impossible(e);
    }
  }

  static long recv(CallMemory memory, int fd, MemorySegment into, long size, int flags) {
    try {
      long result;
      do {
        result =
            Libc.result(memory, (long) RECV.invokeExact(memory.errno(), fd, into, size, flags));
      } while (result == -Libc.EINTR);
      return result;
    } catch (Throwable e) {
      throw Libc.impossible(e);
    }
  }
}
