package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Map;

/**
 * What a plan is made with, besides what is wanted and what the node has.
 *
 * @param slowReads what need not be read again
 * @param lastResolution what tunings came to at the last look
 * @param held what the journal holds, by key
 * @param hold whether nothing may be written now
 * @param restraint what keeps drifted settings from being put back
 * @param retries what was refused and is tried again all the same
 */
public record Circumstances(
    Kernel kernel,
    SlowReads slowReads,
    LastResolution lastResolution,
    Map<String, Held> held,
    boolean hold,
    Restraint restraint,
    Retries retries) {

  /** Those of a single look. */
  public static Circumstances once(Kernel kernel, Map<String, Held> held, boolean hold) {
    return new Circumstances(
        kernel,
        new SlowReads(),
        new LastResolution(),
        held,
        hold,
        Restraint.NONE,
        Retries.comparing(kernel));
  }
}
