package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Housekeeping;
import io.nodenettuning.api.HousekeepingAction;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs of all interrupts that no rule for interfaces steers: {@code
 * /proc/irq/N/smp_affinity_list}. An interface's queues that are left are the settings that a rule
 * would have, so that their originals stay when a rule comes or goes. Interrupts that the kernel
 * manages, and lines that drivers share, stay where they are and are told of.
 */
public final class InterruptsKnob extends AffinityKnob implements HousekeepingKnob {
  private static final int NAMES_TOLD = 4;

  private final IrqAffinityKnob ofQueues;

  /** Leaves an interface's queues to this knob. */
  InterruptsKnob(IrqAffinityKnob ofQueues) {
    this.ofQueues = ofQueues;
  }

  @Override
  public @Nullable HousekeepingAction action(Housekeeping housekeeping) {
    return housekeeping.interrupts();
  }

  @Override
  public List<Wish> wishes(Wish.Ask target, Context context) {
    Stream<Wish> movable =
        ofKind(Interrupt.Kind.Movable, context.facts())
            .map(interrupt -> wish(setting(interrupt), target));
    Set<String> shared = steeredBySharers(context);
    Stream<Wish> queues =
        context.facts().nics().stream()
            .filter(nic -> !context.steered().contains(nic.identity()))
            .flatMap(ofQueues::ofQueues)
            .filter(setting -> !shared.contains(setting.key()))
            .map(setting -> wish(setting, target));
    Stream<Wish> left =
        Stream.of(
                told(
                    "managed-interrupts",
                    "managed by the kernel, which keeps them where they are",
                    ofKind(Interrupt.Kind.Managed, context.facts())),
                told(
                    "shared-interrupts",
                    "shared by several drivers and left where they are",
                    ofKind(Interrupt.Kind.Shared, context.facts())))
            .flatMap(Optional::stream);
    return Stream.of(movable, queues, left).flatMap(wishes -> wishes).toList();
  }

  /** Keys of vectors that rules steer for interfaces which only share them. */
  private Set<String> steeredBySharers(Context context) {
    Set<String> keys = new HashSet<>();
    for (Nic nic : context.facts().nics()) {
      if (context.steered().contains(nic.identity())) {
        nic.interrupts().stream()
            .filter(vector -> vector.owner() != null)
            .forEach(vector -> keys.add(ofQueues.setting(nic, vector).key()));
      }
    }
    return keys;
  }

  /** A driver asks for all its vectors anew, and resets also those that serve no queue. */
  @Override
  public Stream<Setting> ofQueues(Nic nic, Facts facts) {
    return ofKind(Interrupt.Kind.Movable, facts)
        .filter(interrupt ->
            nic.otherInterrupts().stream().anyMatch(other -> other.irq() == interrupt.irq()))
        .map(this::setting);
  }

  private static Stream<Interrupt> ofKind(Interrupt.Kind kind, Facts facts) {
    return facts.interrupts().stream().filter(interrupt -> interrupt.kind() == kind);
  }

  /** One row for all that stays. */
  private Optional<Wish> told(String leaf, String what, Stream<Interrupt> interrupts) {
    List<String> names = interrupts.map(Interrupt::name).toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String some = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_TOLD)));
    return Optional.of(
        wish(
            setting(leaf, ""),
            new Wish.Cannot(
                Outcome.Immutable,
                "%d %s: %s%s"
                    .formatted(names.size(), what, some, names.size() > NAMES_TOLD ? ", ..." : ""),
                null,
                false)));
  }

  private Setting setting(Interrupt interrupt) {
    return setting(leaf(interrupt), "/proc/irq/" + interrupt.irq() + "/smp_affinity_list");
  }

  private static String leaf(Interrupt interrupt) {
    return "irq/" + interrupt.name();
  }

  /** The key of the setting that moves an interrupt, if anybody may. */
  public static String key(Interrupt interrupt) {
    return PREFIX + leaf(interrupt);
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return ofKind(Interrupt.Kind.Movable, facts)
        .filter(interrupt -> key.equals(key(interrupt)))
        .map(this::setting)
        .findFirst();
  }
}
