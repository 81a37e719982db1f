package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.knob.ChannelsKnob;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.knob.Wish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a node will have once the channels that are wanted are set. Steering is planned on it and
 * shown as a prediction; after the channels were set it is planned again on what there really is.
 *
 * @param facts the node as it will be
 * @param devices the interfaces whose queues will be other ones
 */
record Prediction(Facts facts, Set<String> devices) {

  /** Follows from the claims of channels; the facts are the same where nothing would change. */
  static Prediction of(Facts facts, Collection<List<Claim>> claims) {
    Map<String, Map<String, Long>> planned = new HashMap<>();
    for (List<Claim> own : claims) {
      if (own.getFirst().wish().setting().knob() instanceof ChannelsKnob) {
        plan(planned, own);
      }
    }
    if (planned.isEmpty()) {
      return new Prediction(facts, Set.of());
    }
    Set<String> devices = new HashSet<>();
    List<Nic> nics = new ArrayList<>(facts.nics().size());
    for (Nic nic : facts.nics()) {
      Nic predicted = predicted(nic, planned.getOrDefault(nic.name(), Map.of()), facts);
      if (!predicted.equals(nic)) {
        devices.add(nic.name());
      }
      nics.add(predicted);
    }
    return new Prediction(facts.with(nics), devices);
  }

  private static void plan(Map<String, Map<String, Long>> planned, List<Claim> claims) {
    for (Standing standing : Composition.of(claims)) {
      boolean counts =
          switch (standing.role()) {
            case Wins, WinsContested, Audits -> true;
            case Agrees, Overridden, Conflicts, Empty -> false;
          };
      if (counts
          && standing.claim().wish().ask() instanceof Wish.To to
          && to.value() instanceof Value.Count count) {
        var setting = standing.claim().wish().setting();
        planned
            .computeIfAbsent(setting.device(), _ -> new HashMap<>())
            .putIfAbsent(setting.attribute(), count.count());
      }
    }
  }

  private static Nic predicted(Nic nic, Map<String, Long> planned, Facts facts) {
    if (planned.isEmpty()) {
      return nic;
    }
    return ChannelsKnob.queues(planned, nic, facts)
        .filter(
            queues -> queues.rx() != nic.rxQueues().size() || queues.tx() != nic.txQueues().size())
        .map(queues ->
            nic.withQueues(
                numbers(queues.rx()),
                numbers(queues.tx()),
                interrupts(nic, queues.rx(), queues.tx())))
        .orElse(nic);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Each queue gets what the queues of its direction have now. */
  private static List<QueueInterrupt> interrupts(Nic nic, int rx, int tx) {
    List<QueueInterrupt> interrupts = new ArrayList<>();
    Set<QueueRole> served =
        nic.interrupts().stream().map(QueueInterrupt::role).collect(Collectors.toSet());
    for (int queue = 0; queue < Math.max(rx, tx); queue++) {
      for (QueueRole role : QueueRole.values()) {
        int number = queue;
        if (served.contains(role) && queue < (role == QueueRole.rx ? rx : tx)) {
          interrupts.add(
              nic.interrupt(role, number).orElseGet(() -> QueueInterrupt.toCome(role, number)));
        }
      }
    }
    return interrupts;
  }
}
