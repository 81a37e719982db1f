package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.knob.ChannelsKnob;
import io.nodenettuning.daemon.knob.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a node will have once channels are set as planned. It is shown, and never acted on: what is
 * written to queues follows from those that there are.
 *
 * @param facts the node as it will be
 * @param devices the interfaces whose queues will be other ones
 */
record Prediction(Facts facts, Set<String> devices) {

  /**
   * Follows from planned channels.
   *
   * @param channels the count that each of these settings of channels will have
   */
  static Prediction of(Facts facts, Map<Setting, Long> channels) {
    Map<String, Map<String, Long>> planned = new HashMap<>();
    channels.forEach((setting, count) ->
        planned
            .computeIfAbsent(setting.device(), _ -> new HashMap<>())
            .put(setting.attribute(), count));
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
