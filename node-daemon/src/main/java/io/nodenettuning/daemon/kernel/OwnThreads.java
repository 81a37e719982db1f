package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The threads of this process. A JVM has many, and sched_setaffinity(2) moves one: all that there
 * are have to be moved, those to come begin where the ones do that begin them.
 */
public final class OwnThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  private OwnThreads() {}

  /**
   * Keeps all of them on these CPUs.
   *
   * @return the errno of the first that could not be moved; one that ended meanwhile is none
   */
  public static Optional<Errno> keepOn(BitSet cpus) throws IOException {
    CallMemory memory = CallMemory.ofThread();
    long[] words = cpus.toLongArray();
    int length = words.length * Long.BYTES;
    MemorySegment.copy(
        MemorySegment.ofArray(words), JAVA_BYTE, 0, memory.page(), JAVA_BYTE, 0, length);
    try (Stream<Path> threads = Files.list(THREADS)) {
      for (Path thread : threads.toList()) {
        long result =
            SystemCall.SCHED_SETAFFINITY.call(
                memory,
                Long.parseLong(thread.getFileName().toString()),
                length,
                memory.page().address(),
                0);
        if (result < 0 && -result != Errno.ESRCH.code()) {
          return Optional.of(new Errno((int) -result));
        }
      }
    }
    return Optional.empty();
  }
}
