package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Kernel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where interrupts may be handled and where they are: telemetry for people. The two differ for
 * good: one of the CPUs asked for is taken, and an interrupt that is idle moves only when it next
 * fires. So nobody's setting depends on it, and no pass reads it.
 */
public final class Affinities {
  /** Where nobody wants to know. */
  public static final Affinities NONE = new Affinities(Map.of());

  /**
   * Those of one interrupt.
   *
   * @param cpus where it may be handled, {@code smp_affinity_list}
   * @param effective where it is handled, {@code effective_affinity_list}; none where the kernel
   *     does not tell
   */
  public record Affinity(CpuSet cpus, CpuSet effective) {}

  private final Map<Integer, Affinity> byIrq;

  private Affinities(Map<Integer, Affinity> byIrq) {
    this.byIrq = byIrq;
  }

  /** Reads those of all interrupts of a node that serve a queue, a device or anything else. */
  public static Affinities read(Kernel kernel, Facts facts) {
    FactFiles files = new FactFiles(kernel.files());
    Map<Integer, Affinity> byIrq = new HashMap<>();
    Stream<Integer> ofNics =
        facts.nics().stream()
            .flatMap(nic ->
                Stream.concat(
                    nic.interrupts().stream().map(QueueInterrupt::irq),
                    nic.otherInterrupts().stream().map(OtherInterrupt::irq)));
    Stream.concat(ofNics, facts.interrupts().stream().map(Interrupt::irq))
        .distinct()
        .forEach(irq -> {
          String place = "/proc/irq/" + irq;
          files
              .cpus(place + "/smp_affinity_list")
              .ifPresent(cpus ->
                  byIrq.put(
                      irq,
                      new Affinity(
                          cpus,
                          files.cpus(place + "/effective_affinity_list").orElse(CpuSet.NONE))));
        });
    return new Affinities(byIrq);
  }

  /** That of an interrupt; nothing where it has none yet. */
  public Optional<Affinity> of(int irq) {
    return Optional.ofNullable(byIrq.get(irq));
  }
}
