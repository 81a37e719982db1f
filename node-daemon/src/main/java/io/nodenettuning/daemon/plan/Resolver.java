package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.IfUnsupported;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicMatch;
import io.nodenettuning.daemon.knob.Context;
import io.nodenettuning.daemon.knob.IrqAffinityKnob;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.NicKnob;
import io.nodenettuning.daemon.knob.NodeKnob;
import io.nodenettuning.daemon.knob.RfsTableKnob;
import io.nodenettuning.daemon.knob.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns tunings and facts into what is wanted of each setting of this node. */
public final class Resolver {
  private final List<NodeTuning> tunings;
  private final Context context;
  private final Map<String, Held> held;
  private final Set<String> shared;
  private final Map<String, List<Claim>> claims = new LinkedHashMap<>();
  private final Map<String, List<String>> unmatched = new LinkedHashMap<>();

  /** By the rule itself: tunings may have equal rules and yet hold different interfaces. */
  private final IdentityHashMap<InterfaceRule, List<Nic>> matches = new IdentityHashMap<>();

  private final Resolution.Basis basis;

  private Resolver(
      List<NodeTuning> tunings, Facts facts, Map<String, Held> held, long socketFlowEntries) {
    this.held = held;
    this.shared = IrqAffinityKnob.shared(facts);
    this.tunings = tunings;
    long entries = effectiveEntries(tunings, socketFlowEntries);
    this.context = new Context(facts, entries, Set.of());
    List<List<Nic>> matched = new ArrayList<>();
    for (NodeTuning tuning : tunings) {
      revision(tuning).forEach(revision -> match(tuning, revision, matched));
    }
    this.basis = new Resolution.Basis(tunings, facts, entries, matched);
  }

  /**
   * Resolves tunings.
   *
   * @param held what the journal holds, by key: an interface that was matched for its routes stays
   *     matched until another carries them
   * @param socketFlowEntries the node's {@code rps_sock_flow_entries} as it is
   */
  public static Resolution resolve(
      List<NodeTuning> tunings, Facts facts, Map<String, Held> held, long socketFlowEntries) {
    return new Resolver(tunings, facts, held, socketFlowEntries).resolution();
  }

  /** The same; what it came to the last time where it has the same basis. */
  static Resolution resolveAgain(
      Resolution last,
      List<NodeTuning> tunings,
      Facts facts,
      Map<String, Held> held,
      long socketFlowEntries) {
    Resolver resolver = new Resolver(tunings, facts, held, socketFlowEntries);
    return resolver.basis.equals(last.basis()) ? last : resolver.resolution();
  }

  /** The table's size once the tunings are applied: flow counts are shares of it. */
  private static long effectiveEntries(List<NodeTuning> tunings, long current) {
    return tunings.stream()
        .sorted(NodeTuning::compareStrength)
        .flatMap(tuning -> revision(tuning).stream())
        .map(Revision::rpsSockFlowEntries)
        .filter(Objects::nonNull)
        .findFirst()
        .map(entries -> RfsTableKnob.rounded(entries))
        .orElse(current);
  }

  private static List<Revision> revision(NodeTuning tuning) {
    return tuning.content() instanceof NodeTuning.Understood understood
        ? List.of(understood.revision())
        : List.of();
  }

  private Resolution resolution() {
    for (Knob knob : Knobs.IN_ORDER) {
      for (NodeTuning tuning : tunings) {
        revision(tuning).forEach(revision -> claim(knob, tuning, revision));
      }
    }
    List<Desired> desired = new ArrayList<>(claims.size());
    claims
        .values()
        .forEach(
            own -> desired.add(new Desired(own.getFirst().wish().setting(), Composition.of(own))));
    return new Resolution(desired, unmatched, basis);
  }

  private void match(NodeTuning tuning, Revision revision, List<List<Nic>> matched) {
    for (InterfaceRule rule : rules(revision)) {
      List<Nic> nics = NicMatch.select(rule.match(), context.facts().nics(), heldBy(tuning, rule));
      matches.put(rule, nics);
      matched.add(nics);
      if (nics.isEmpty()) {
        unmatched.computeIfAbsent(tuning.uid(), _ -> new ArrayList<>()).add(rule.name());
      }
    }
  }

  /** Interfaces on which the rule holds something that no other interface has it hold there. */
  private Set<String> heldBy(NodeTuning tuning, InterfaceRule rule) {
    return held.values().stream()
        .filter(one -> one.tuningUid().equals(tuning.uid()) && one.rule().equals(rule.name()))
        .filter(one -> !shared.contains(one.key()))
        .map(one -> Identity.of(one.key()))
        .collect(Collectors.toSet());
  }

  private void claim(Knob knob, NodeTuning tuning, Revision revision) {
    switch (knob) {
      case NodeKnob nodeKnob ->
          nodeKnob
              .wishes(revision, context.steering(steered(tuning)))
              .forEach(wish -> add(new Claim(tuning, wish, IfUnsupported.Report)));
      case NicKnob nicKnob -> {
        for (InterfaceRule rule : rules(revision)) {
          IfUnsupported ifUnsupported =
              Objects.requireNonNullElse(rule.ifUnsupported(), Defaults.IF_UNSUPPORTED);
          for (Nic nic : meant(rule, nicKnob)) {
            for (Wish wish : nicKnob.wishes(rule, nic, context)) {
              add(new Claim(tuning, wish, ifUnsupported));
            }
          }
        }
      }
    }
  }

  /**
   * The interfaces whose interrupts rules steer: those of all tunings that enforce, for what only
   * audits takes nothing away from others, and the tuning's own.
   */
  private Set<String> steered(NodeTuning tuning) {
    Set<String> interfaces = new HashSet<>();
    for (NodeTuning other : tunings) {
      if (other.enforcing() || other.equals(tuning)) {
        for (Revision revision : revision(other)) {
          rules(revision).stream()
              .filter(rule -> rule.irqAffinity() != null)
              .flatMap(rule -> members(matches.getOrDefault(rule, List.of())).stream())
              .forEach(nic -> interfaces.add(nic.identity()));
        }
      }
    }
    return interfaces;
  }

  /** The interfaces of a rule, or the members of those that are bonds. */
  private List<Nic> meant(InterfaceRule rule, NicKnob knob) {
    List<Nic> matched = matches.getOrDefault(rule, List.of());
    return knob.isOfMembers() ? members(matched) : matched;
  }

  private List<Nic> members(List<Nic> matched) {
    if (matched.stream().allMatch(nic -> nic.members().isEmpty())) {
      return matched;
    }
    Set<String> names =
        matched.stream()
            .flatMap(
                nic -> nic.members().isEmpty() ? Stream.of(nic.name()) : nic.members().stream())
            .collect(Collectors.toSet());
    return context.facts().nics().stream().filter(nic -> names.contains(nic.name())).toList();
  }

  private void add(Claim claim) {
    claims.computeIfAbsent(claim.wish().setting().key(), _ -> new ArrayList<>(1)).add(claim);
  }

  private static List<InterfaceRule> rules(Revision revision) {
    return Objects.requireNonNullElse(revision.interfaces(), List.of());
  }
}
