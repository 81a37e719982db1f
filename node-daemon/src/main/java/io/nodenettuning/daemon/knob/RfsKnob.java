package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.FlowCount;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Receive flow steering, the flow table of a receive queue: {@code
 * /sys/class/net/DEV/queues/rx-N/rps_flow_cnt} ({@code Documentation/networking/scaling.rst}). The
 * kernel rounds up to a power of two.
 */
public final class RfsKnob extends CountKnob implements NicKnob {

  @Override
  public String name() {
    return "rfs";
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    if (rule.rfs() == null) {
      return List.of();
    }
    Wish.Ask ask = ask(rule.rfs().flowCount(), nic, context);
    return nic.rxQueues().stream()
        .map(queue -> new Wish(setting(nic, "rx-" + queue), rule.name(), ask))
        .toList();
  }

  private static Wish.Ask ask(FlowCount flowCount, Nic nic, Context context) {
    if (flowCount.number().isPresent()) {
      return new Wish.To(new Value.Count(flowCount.number().getAsInt()), "");
    }
    long entries = context.socketFlowEntries();
    int queues = nic.rxQueues().size();
    if (entries == 0) {
      return new Wish.Cannot(
          Outcome.Unresolved,
          "flowCount Auto divides net.core.rps_sock_flow_entries, which is 0: set"
              + " rpsSockFlowEntries");
    }
    return new Wish.To(
        new Value.Count(Long.highestOneBit(Math.max(1, entries / queues))),
        "%d entries for %d queues".formatted(entries, queues));
  }

  @Override
  public Stream<Setting> ofQueues(Nic nic) {
    return nic.rxQueues().stream().map(queue -> setting(nic, "rx-" + queue));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return Queues.rx(nic, leaf, "rps_flow_cnt");
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    return roundedUp(desired);
  }
}
