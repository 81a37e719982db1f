package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;

/** When to read again what reading disturbs: seldom, or when something else is new. */
final class CloserLooks {
  private static final int PASSES_BETWEEN = 10;

  private List<Object> circumstances = List.of();
  private int passesLeft;

  /**
   * Whether this pass is one; asked once by each pass.
   *
   * @param eventful whether something happened since the last one
   */
  boolean isDue(Assignment assignment, Facts facts, boolean eventful) {
    List<Object> now =
        List.of(
            assignment, facts.cpus().online(), facts.nics().stream().map(Nic::identity).toList());
    boolean same = now.equals(circumstances);
    if (passesLeft-- > 0 && same) {
      return eventful;
    }
    passesLeft = PASSES_BETWEEN;
    circumstances = now;
    return true;
  }
}
