package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuSelection;
import java.util.function.Function;

/** What a selection of CPUs makes of a wish. */
final class Asks {
  private Asks() {}

  /** A value of the chosen CPUs, or why there are none. */
  static Wish.Ask cpus(CpuSelection selection, Function<CpuSelection.Chosen, Value> value) {
    return switch (selection) {
      case CpuSelection.Chosen chosen -> new Wish.To(value.apply(chosen), chosen.note());
      case CpuSelection.Unresolved none -> new Wish.Cannot(Outcome.Unresolved, none.reason());
      case CpuSelection.Pending none -> new Wish.Cannot(Outcome.Pending, none.reason());
    };
  }
}
