package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Distribution;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.IrqAffinity;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.QueueAffinity;
import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.OtherInterrupt;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.facts.QueueInterrupt.Owner;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The CPUs of a queue's interrupt. */
public final class IrqAffinityKnob extends AffinityKnob implements NicKnob {
  private static final String NAME = "irqAffinity";
  private static final String PREFIX = NAME + ":";
  private static final int NAMES_TOLD = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    IrqAffinity affinity = rule.irqAffinity();
    if (affinity == null) {
      return List.of();
    }
    if (nic.interrupts().isEmpty()) {
      Wish.Ask none = withoutVectors(nic);
      return nic.rxQueues().stream()
          .map(queue -> new Wish(setting(nic, "rx-" + queue), rule.name(), none))
          .toList();
    }
    List<QueueAffinity> exceptions = exceptions(affinity);
    Stream<Wish> everyQueue =
        everyQueue(affinity, nic, context).entrySet().stream()
            .map(one -> wish(rule, nic, one.getKey(), one.getValue()));
    Stream<Wish> named =
        exceptions.stream()
            .map(exception -> {
              Wish.Ask ask = ask(exception, nic, context);
              return nic.interrupt(exception.role(), exception.queue())
                  .map(vector -> wish(rule, nic, vector, ask))
                  .orElseGet(() ->
                      new Wish(
                          setting(nic, exception.role() + "-" + exception.queue()),
                          rule.name(),
                          ask));
            });
    return Stream.concat(everyQueue, named).toList();
  }

  private Wish wish(InterfaceRule rule, Nic nic, QueueInterrupt vector, Wish.Ask ask) {
    Setting setting = setting(nic, vector);
    return vector.owner() == null
        ? new Wish(setting, rule.name(), ask)
        : new Wish(setting, rule.name(), shared(ask, nic, setting), null, nic.name());
  }

  private static Wish.Ask shared(Wish.Ask ask, Nic nic, Setting setting) {
    return switch (ask) {
      case Wish.To(Value value, String note) ->
          new Wish.To(
              value,
              "%s%s shares it with %s"
                  .formatted(note.isEmpty() ? "" : note + "; ", nic.name(), setting.device()));
      case Wish.Cannot cannot -> cannot;
    };
  }

  /** The CPUs that the interrupts of an interface's queues are to have, where that is known. */
  static Map<QueueInterrupt, CpuSet> targets(IrqAffinity affinity, Nic nic, Context context) {
    Map<QueueInterrupt, Wish.Ask> asks = everyQueue(affinity, nic, context);
    for (QueueAffinity exception : exceptions(affinity)) {
      nic.interrupt(exception.role(), exception.queue())
          .ifPresent(vector -> asks.put(vector, ask(exception, nic, context)));
    }
    Map<QueueInterrupt, CpuSet> targets = new HashMap<>();
    asks.forEach((vector, ask) -> {
      if (ask instanceof Wish.To(Value.Cpus(CpuSet cpus), _)) {
        targets.put(vector, cpus);
      }
    });
    return targets;
  }

  private static List<QueueAffinity> exceptions(IrqAffinity affinity) {
    return Objects.requireNonNullElse(affinity.queues(), List.of());
  }

  /** What is asked of each vector that no exception names. */
  private static Map<QueueInterrupt, Wish.Ask> everyQueue(
      IrqAffinity affinity, Nic nic, Context context) {
    CpuSelection selection =
        context.cpus(Objects.requireNonNullElse(affinity.cpus(), Defaults.CPUS), nic);
    List<Integer> queues =
        nic.interrupts().stream().map(QueueInterrupt::queue).distinct().sorted().toList();
    Map<QueueInterrupt, Wish.Ask> asks = new LinkedHashMap<>();
    for (QueueInterrupt vector : nic.interrupts()) {
      if (exceptions(affinity).stream().noneMatch(exception -> names(exception, vector))) {
        asks.put(
            vector,
            Asks.cpus(
                selection,
                chosen ->
                    affinity.distribution() == Distribution.AllCpus
                        ? new Value.Cpus(chosen.cpus())
                        : oneCpu(chosen, Collections.binarySearch(queues, vector.queue()))));
      }
    }
    return asks;
  }

  private static Value oneCpu(CpuSelection.Chosen chosen, int index) {
    List<Integer> spread = chosen.order();
    return new Value.Cpus(CpuSet.of(spread.get(index % spread.size())));
  }

  private static Wish.Ask ask(QueueAffinity exception, Nic nic, Context context) {
    if (nic.interrupts().stream().noneMatch(vector -> names(exception, vector))) {
      return new Wish.Cannot(
          Outcome.Unsupported,
          "%s has no interrupt for queue %s-%d alone; it has %s"
              .formatted(
                  nic.name(),
                  exception.role(),
                  exception.queue(),
                  some(nic.interrupts().stream().map(IrqAffinityKnob::leaf).toList())));
    }
    return Asks.cpus(context.cpus(exception.cpus(), nic), chosen -> new Value.Cpus(chosen.cpus()));
  }

  private static Wish.Ask withoutVectors(Nic nic) {
    if (nic.busAddress() == null) {
      return new Wish.Cannot(
          Outcome.Unsupported, nic.name() + " is a virtual device and has no interrupts");
    }
    if (!nic.up()) {
      return new Wish.Cannot(
          Outcome.Pending, nic.name() + " is down: its driver requests vectors when it goes up");
    }
    List<String> others = nic.otherInterrupts().stream().map(OtherInterrupt::vector).toList();
    if (nic.otherInterrupts().stream().anyMatch(OtherInterrupt::isPooled)) {
      return new Wish.Cannot(
          Outcome.Unsupported,
          "%s has no vectors of its own: sub-functions of its card share %s"
              .formatted(nic.name(), some(others)));
    }
    return new Wish.Cannot(
        Outcome.Unsupported,
        "no vector of %s (driver %s) is known to serve a queue; it has %s"
            .formatted(nic.name(), nic.driver(), some(others)));
  }

  /** As many names as a sentence can bear. */
  private static String some(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    return names.size() <= NAMES_TOLD
        ? String.join(", ", names)
        : "%s ... %s (%d)"
            .formatted(
                String.join(", ", names.subList(0, NAMES_TOLD - 1)), names.getLast(), names.size());
  }

  private static boolean names(QueueAffinity exception, QueueInterrupt vector) {
    return vector.role() == exception.role() && vector.queue() == exception.queue();
  }

  /** The setting that steers this vector of an interface: its owner's where it is shared. */
  public Setting setting(Nic nic, QueueInterrupt vector) {
    Owner owner = vector.owner();
    String nicName = owner == null ? nic.name() : owner.nic();
    String identity = owner == null ? nic.identity() : owner.identity();
    String leaf = owner == null ? leaf(vector) : leaf(owner.role(), owner.queue());
    return new Setting(
        PREFIX + nicName + "/" + leaf,
        PREFIX + identity + "/" + leaf,
        this,
        nicName,
        vector.exists() ? path(vector) : "");
  }

  /** The same by the queue's name. */
  @Override
  public Setting setting(Nic nic, String leaf) {
    return vector(nic, leaf)
        .map(vector -> setting(nic, vector))
        .orElseGet(() -> NicKnob.super.setting(nic, leaf));
  }

  /** Keys of vectors that an interface shares whose own they are not. */
  public static Set<String> shared(Facts facts) {
    Set<String> keys = new HashSet<>();
    for (Nic nic : facts.nics()) {
      for (QueueInterrupt vector : nic.interrupts()) {
        Owner owner = vector.owner();
        if (owner != null) {
          keys.add(PREFIX + owner.identity() + "/" + leaf(owner.role(), owner.queue()));
        }
      }
    }
    return keys;
  }

  private static String leaf(QueueInterrupt vector) {
    return leaf(vector.role(), vector.queue());
  }

  private static String leaf(QueueRole role, int queue) {
    return role + "-" + queue;
  }

  @Override
  public Stream<Setting> ofQueues(Nic nic) {
    return nic.interrupts().stream()
        .filter(vector -> vector.owner() == null)
        .map(vector -> setting(nic, vector));
  }

  /** A vector that is another interface's by now has another key. */
  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return NicKnob.super.find(key, facts).filter(setting -> setting.key().equals(key));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return vector(nic, leaf).filter(QueueInterrupt::exists).map(IrqAffinityKnob::path);
  }

  private static Optional<QueueInterrupt> vector(Nic nic, String leaf) {
    QueueRole role = leaf.startsWith("rx") ? QueueRole.rx : QueueRole.tx;
    return nic.interrupt(role, Queues.number(leaf, role));
  }

  private static String path(QueueInterrupt vector) {
    return "/proc/irq/" + vector.irq() + "/smp_affinity_list";
  }
}
