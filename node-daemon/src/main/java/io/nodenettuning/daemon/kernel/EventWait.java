package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Waits for several sources at once, ppoll(2): one thread sleeps for all of them, and nothing wakes
 * it while nothing happens. Only {@link #wake} is for other threads.
 */
public final class EventWait implements AutoCloseable {

  /** Waits until something happens. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  private static final int EFD_CLOEXEC_NONBLOCK = 0x80000 | 0x800;

  /** {@code struct pollfd}: descriptor, what is awaited, what there is. */
  private static final int POLLFD_BYTES = 8;

  private static final int AWAITED_AT = 4;
  private static final int THERE_AT = 6;
  private static final short POLLIN = 1;

  /** A descriptor that the kernel passes over. */
  private static final int IGNORED = -1;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment descriptors;
  private final MemorySegment timeout;
  private final MemorySegment counter;
  private final int[] sources;
  private final long[] restsUntil;
  private final int wakeFd;

  /**
   * A wait for sources, which are known by their place from now on.
   *
   * @param sources their descriptors; negative ones are left alone
   * @throws UnsupportedOperationException where this machine's system calls are not known
   */
  public EventWait(int... sources) {
    this.sources = sources.clone();
    restsUntil = new long[this.sources.length];
    Arrays.fill(restsUntil, Long.MIN_VALUE);
    descriptors = arena.allocate((long) POLLFD_BYTES * (this.sources.length + 1), Long.BYTES);
    timeout = arena.allocate(2L * Long.BYTES, Long.BYTES);
    counter = arena.allocate(Long.BYTES, Long.BYTES);
    wakeFd = (int) SystemCall.EVENTFD2.call(CallMemory.ofThread(), 0, EFD_CLOEXEC_NONBLOCK, 0, 0);
    if (wakeFd < 0) {
      throw new IllegalStateException("eventfd: " + new Errno(-wakeFd));
    }
    for (int i = 0; i <= this.sources.length; i++) {
      long at = (long) i * POLLFD_BYTES;
      descriptors.set(JAVA_INT, at, i < this.sources.length ? this.sources[i] : wakeFd);
      descriptors.set(JAVA_SHORT, at + AWAITED_AT, POLLIN);
    }
  }

  /**
   * Leaves a source alone for a while: what happens meanwhile gathers in the kernel.
   *
   * @param until a time of {@link System#nanoTime}
   */
  public void rest(int source, long until) {
    restsUntil[source] = until;
    descriptors.set(JAVA_INT, (long) source * POLLFD_BYTES, IGNORED);
  }

  /**
   * Puts another descriptor in place of a source's.
   *
   * @param descriptor negative to leave it alone
   */
  public void replace(int source, int descriptor) {
    sources[source] = descriptor < 0 ? IGNORED : descriptor;
    restsUntil[source] = Long.MIN_VALUE;
    descriptors.set(JAVA_INT, (long) source * POLLFD_BYTES, sources[source]);
  }

  /**
   * Waits until a source that does not rest has something, one ends its rest, the time is over, or
   * {@link #wake} is called.
   *
   * @param nanos how long at most, or {@link #FOR_EVER}
   */
  public void await(long nanos) {
    long now = System.nanoTime();
    long wait = nanos;
    for (int i = 0; i < sources.length; i++) {
      if (restsUntil[i] != Long.MIN_VALUE) {
        long left = restsUntil[i] - now;
        if (left <= 0) {
          restsUntil[i] = Long.MIN_VALUE;
          descriptors.set(JAVA_INT, (long) i * POLLFD_BYTES, sources[i]);
        } else {
          wait = Math.min(wait, left);
        }
      }
    }
    var memory = CallMemory.ofThread();
    long time = 0;
    if (wait != FOR_EVER) {
      timeout.set(JAVA_LONG, 0, TimeUnit.NANOSECONDS.toSeconds(wait));
      timeout.set(JAVA_LONG, Long.BYTES, wait % TimeUnit.SECONDS.toNanos(1));
      time = timeout.address();
    }
    SystemCall.PPOLL.call(memory, descriptors.address(), sources.length + 1, time, 0);
    if (hasSomething(sources.length)) {
      SystemCall.READ.call(memory, wakeFd, counter.address(), Long.BYTES, 0);
    }
  }

  /** Whether a source had something when the wait ended; errors count. */
  public boolean has(int source) {
    return sources[source] != IGNORED && hasSomething(source);
  }

  private boolean hasSomething(int index) {
    return descriptors.get(JAVA_SHORT, (long) index * POLLFD_BYTES + THERE_AT) != 0;
  }

  /** Ends a wait that is under way, or the next one. Any thread may call it. */
  public void wake() {
    var memory = CallMemory.ofThread();
    memory.page().set(JAVA_LONG, 0, 1);
    SystemCall.WRITE.call(memory, wakeFd, memory.page().address(), Long.BYTES, 0);
  }

  /** Once nobody waits and nobody wakes any more. */
  @Override
  public void close() {
    SystemCall.CLOSE.call(CallMemory.ofThread(), wakeFd, 0, 0, 0);
    arena.close();
  }
}
