package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Map;
import java.util.Set;

/**
 * What a plan is made with, besides what is wanted and what the node has.
 *
 * @param slowReads what need not be read again
 * @param held what the journal holds, by key
 * @param hold whether nothing may be written now
 * @param restraint what keeps drifted settings from being put back
 * @param renewed names of interfaces that changed: what of them {@linkplain
 *     io.nodenettuning.daemon.knob.Knob#comesWithDevice comes with the device} and was refused is
 *     tried again
 */
public record Circumstances(
    Kernel kernel,
    SlowReads slowReads,
    Map<String, Held> held,
    boolean hold,
    Restraint restraint,
    Set<String> renewed) {

  /** Those of a single look. */
  public static Circumstances once(Kernel kernel, Map<String, Held> held, boolean hold) {
    return new Circumstances(kernel, new SlowReads(), held, hold, Restraint.NONE, Set.of());
  }
}
