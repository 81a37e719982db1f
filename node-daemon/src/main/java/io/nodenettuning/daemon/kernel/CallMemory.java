package io.nodenettuning.daemon.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory that a thread uses again for each of its calls, so that reading or writing a kernel
 * file allocates nothing there.
 *
 * @param errno where the C library's errno is captured
 * @param path a file name with its NUL
 * @param page what is read or written
 */
record CallMemory(MemorySegment errno, MemorySegment path, MemorySegment page) {

  /** The most that a sysfs file gives, and what one read of a procfs file is asked for. */
  static final int PAGE_BYTES = 4096;

  /** A path with its NUL, {@code PATH_MAX} of {@code include/uapi/linux/limits.h}. */
  private static final int PATH_BYTES = 4096;

  /** The most bytes that a char takes in UTF-8. */
  private static final int BYTES_PER_CHAR = 3;

  private static final ThreadLocal<CallMemory> OF_THREAD =
      ThreadLocal.withInitial(() -> in(Arena.ofAuto()));

  /** That of the calling thread. */
  static CallMemory ofThread() {
    return OF_THREAD.get();
  }

  private static CallMemory in(Arena arena) {
    return new CallMemory(
        arena.allocate(SystemCall.CAPTURED),
        arena.allocate(PATH_BYTES),
        arena.allocate(PAGE_BYTES, Long.BYTES));
  }

  /** Puts a path into {@link #path}, unless it is too long or would end at a NUL inside of it. */
  boolean setPath(String name) {
    if (name.length() >= PATH_BYTES / BYTES_PER_CHAR || name.indexOf('\0') >= 0) {
      return false;
    }
    path.setString(0, name);
    return true;
  }
}
