package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All knobs, in the order in which they are written. */
public final class Knobs {

  private static final IrqAffinityKnob IRQ_AFFINITY = new IrqAffinityKnob();

  /**
   * Backlog limits before steering fills backlogs; a governor before the preference that it may
   * overwrite; the shape of a device before its queues are steered, how long packets are held
   * before interrupts are deferred; the flow table before flow counts, and those before RPS uses
   * them.
   */
  public static final List<Knob> IN_ORDER =
      List.of(
          new SysctlNumberKnob(),
          new SysctlTextKnob(),
          new SysctlMaskKnob(),
          OtherWorkKnob.interruptsToCome(),
          OtherWorkKnob.unboundWorkqueues(),
          new GovernorKnob(),
          new EppKnob(),
          new ResumeLatencyKnob(),
          new ChannelsKnob(),
          new RingsKnob(),
          new OffloadKnob(),
          new CoalesceKnob(),
          new GroFlushTimeoutKnob(),
          new DeferHardIrqsKnob(),
          new NapiThreadedKnob(),
          new HashFieldsKnob(),
          new IndirectionKnob(),
          IRQ_AFFINITY,
          new InterruptsKnob(IRQ_AFFINITY),
          new RfsTableKnob(),
          new RfsKnob(),
          new RpsKnob(),
          new XpsKnob(),
          new NapiThreadCpusKnob());

  private static final Map<Knob, Integer> POSITIONS = positions();

  private Knobs() {}

  private static Map<Knob, Integer> positions() {
    Map<Knob, Integer> positions = new HashMap<>();
    IN_ORDER.forEach(knob -> positions.put(knob, positions.size()));
    return positions;
  }

  /** When a knob is written: its place in the order. */
  public static int position(Knob knob) {
    return Objects.requireNonNull(POSITIONS.get(knob), knob.name());
  }

  /** Finds a setting again by its key; nothing where its device is gone. */
  public static Optional<Setting> find(String key, Facts facts) {
    return IN_ORDER.stream()
        .filter(knob -> key.startsWith(knob.name() + ":"))
        .flatMap(knob -> knob.find(key, facts).stream())
        .findFirst();
  }
}
