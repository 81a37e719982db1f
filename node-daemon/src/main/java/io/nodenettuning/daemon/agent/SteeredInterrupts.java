package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.knob.InterruptsKnob;
import io.nodenettuning.daemon.knob.IrqAffinityKnob;
import io.nodenettuning.daemon.plan.Held;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Interrupts that tunings steer, against irqbalance. */
public final class SteeredInterrupts {
  private static final int PASSES_BETWEEN_SEARCHES = 10;
  private static final IrqAffinityKnob KNOB = new IrqAffinityKnob();

  private final FactsReader factsReader;
  private final Bans bans;
  private boolean heldBefore = true;
  private int untilSearch;
  private int searchesOfOneThatEnded;

  SteeredInterrupts(FactsReader factsReader, Bans bans) {
    this.factsReader = factsReader;
    this.bans = bans;
  }

  /**
   * The numbers that they have now: those of queues first, then those that only had to leave CPUs.
   * Those that the kernel lets nobody move need no defence, and those that no tuning names none of
   * ours.
   *
   * @param held what the journal holds
   */
  public static Set<Integer> of(Facts facts, Map<String, Held> held) {
    Set<Integer> irqs = new LinkedHashSet<>();
    for (Nic nic : facts.nics()) {
      for (QueueInterrupt vector : nic.interrupts()) {
        if (vector.exists() && isSteered(held.get(KNOB.setting(nic, vector).key()))) {
          irqs.add(vector.irq());
        }
      }
    }
    for (Interrupt interrupt : facts.interrupts()) {
      if (isSteered(held.get(InterruptsKnob.key(interrupt)))) {
        irqs.add(interrupt.irq());
      }
    }
    return irqs;
  }

  private static boolean isSteered(@Nullable Held record) {
    return record != null && !record.isBystander() && record.refusal() == null;
  }

  /**
   * Has them banned from irqbalance, and others no longer.
   *
   * @param closer whether this pass looks at what others leave out
   * @return why irqbalance moves them; null where it does not
   */
  @Nullable String defend(Facts facts, Map<String, Held> held, boolean closer) {
    Set<Integer> irqs = of(facts, held);
    OptionalInt pid = irqbalance(!irqs.isEmpty() || heldBefore);
    heldBefore = !irqs.isEmpty();
    return bans.settle(pid, irqs, closer);
  }

  /**
   * A search reads the names of all processes: it is made where there is something to defend or to
   * let go, seldom, but at once and for some time after an irqbalance that was known has ended.
   */
  private OptionalInt irqbalance(boolean needed) {
    OptionalInt known = factsReader.irqbalance();
    if (known.isPresent()) {
      searchesOfOneThatEnded = PASSES_BETWEEN_SEARCHES;
      return known;
    }
    boolean ended = searchesOfOneThatEnded-- > 0;
    if (!needed || (untilSearch-- > 0 && !ended)) {
      return OptionalInt.empty();
    }
    untilSearch = PASSES_BETWEEN_SEARCHES;
    return factsReader.findIrqbalance();
  }
}
