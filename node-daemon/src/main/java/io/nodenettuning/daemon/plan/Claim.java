package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.IfUnsupported;
import io.nodenettuning.daemon.knob.Wish;

/**
 * One tuning's wish for one setting.
 *
 * @param tuning whose
 * @param wish what
 * @param ifUnsupported whether it counts when the node cannot do it
 */
public record Claim(NodeTuning tuning, Wish wish, IfUnsupported ifUnsupported) {

  /** Whether both ask for the same. */
  boolean agreesWith(Claim other) {
    return wish.ask() instanceof Wish.To mine
        && other.wish.ask() instanceof Wish.To its
        && mine.value().sameAs(its.value());
  }

  /** Whether it asks for a value at all. */
  boolean hasValue() {
    return wish.ask() instanceof Wish.To;
  }
}
