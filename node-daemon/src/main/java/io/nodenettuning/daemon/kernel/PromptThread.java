package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * A thread that sleeps most of the time and does little when it is woken, and that soon: it asks
 * for shorter slices of the CPU than others, of which it gets no more for that. Kernels before 6.12
 * have one length for all, and take the wish without heeding it ({@code
 * include/uapi/linux/sched/types.h}, {@code sched_runtime} of {@code SCHED_NORMAL}).
 */
public final class PromptThread {
  private static final int ATTRIBUTES_BYTES = 48;
  private static final int POLICY_AT = 4;
  private static final int RUNTIME_AT = 24;
  private static final int SCHED_NORMAL = 0;

  /** The least that the kernel gives. */
  private static final long SLICE_NANOS = 100_000;

  private static final int CALLER = 0;

  private PromptThread() {}

  /**
   * Makes the calling thread one, where the kernel lets it. Its niceness stays, and so does all of
   * a thread that somebody gave another policy.
   */
  public static void become() {
    CallMemory memory = CallMemory.ofThread();
    MemorySegment attributes = memory.page().asSlice(0, ATTRIBUTES_BYTES);
    long result =
        SystemCall.SCHED_GETATTR.call(memory, CALLER, attributes.address(), ATTRIBUTES_BYTES, 0);
    if (result == 0 && attributes.get(JAVA_INT, POLICY_AT) == SCHED_NORMAL) {
      attributes.set(JAVA_LONG, RUNTIME_AT, SLICE_NANOS);
      SystemCall.SCHED_SETATTR.call(memory, CALLER, attributes.address(), 0, 0);
    }
  }
}
