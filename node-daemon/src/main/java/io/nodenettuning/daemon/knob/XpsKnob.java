package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.QueueRole;
import io.nodenettuning.api.Xps;
import io.nodenettuning.api.XpsDistribution;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Transmit packet steering: {@code /sys/class/net/DEV/queues/tx-N/xps_cpus} ({@code
 * Documentation/networking/scaling.rst}). The mask says which CPUs send through the queue, so that
 * a CPU in no mask chooses a queue by hash.
 *
 * <p>The kernel keeps isolated CPUs, drops offline ones without a word, and answers ENOENT for a
 * device that was made with a single transmit queue though the file is there.
 */
public final class XpsKnob extends MaskKnob implements NicKnob {
  @Override
  public String name() {
    return "xps";
  }

  /** Reading {@code xps_cpus} takes the network lock. */
  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Xps xps = rule.xps();
    if (xps == null || nic.txQueues().isEmpty()) {
      return List.of();
    }
    if (nic.txQueues().size() == 1) {
      return List.of(
          new Wish(
              setting(nic, leaf(nic.txQueues().getFirst())),
              rule.name(),
              new Wish.Cannot(
                  Outcome.Unsupported,
                  nic.name() + " has one transmit queue: all CPUs send through it")));
    }
    CpuSelection selection =
        context.cpus(Objects.requireNonNullElse(xps.cpus(), Defaults.CPUS), nic);
    if (!(selection instanceof CpuSelection.Chosen chosen)) {
      Wish.Ask none = Asks.cpus(selection, _ -> new Value.Cpus(CpuSet.NONE));
      return nic.txQueues().stream()
          .map(queue -> new Wish(setting(nic, leaf(queue)), rule.name(), none))
          .toList();
    }
    List<CpuSet> shares =
        xps.distribution() == XpsDistribution.OneCpuPerQueue
            ? oneEach(chosen, nic)
            : XpsSpread.over(homes(rule, nic, chosen, context), chosen, context.facts().cpus());
    return IntStream.range(0, shares.size())
        .mapToObj(i ->
            new Wish(
                setting(nic, leaf(nic.txQueues().get(i))),
                rule.name(),
                new Wish.To(new Value.Cpus(shares.get(i)), chosen.note())))
        .toList();
  }

  private static List<CpuSet> oneEach(CpuSelection.Chosen chosen, Nic nic) {
    List<Integer> order = chosen.order();
    return IntStream.range(0, nic.txQueues().size())
        .mapToObj(i -> CpuSet.of(order.get(i % order.size())))
        .toList();
  }

  /**
   * The CPUs that each transmit queue's interrupt is to have by the same rule; where the rule does
   * not steer it, the CPU that one would give the queue by its position.
   */
  private List<CpuSet> homes(
      InterfaceRule rule, Nic nic, CpuSelection.Chosen chosen, Context context) {
    Map<Integer, CpuSet> shared = new HashMap<>();
    Map<Integer, CpuSet> own = new HashMap<>();
    if (rule.irqAffinity() != null) {
      IrqAffinityKnob.targets(rule.irqAffinity(), nic, context)
          .forEach((vector, cpus) ->
              (vector.role() == QueueRole.tx ? own : shared).put(vector.queue(), cpus));
    }
    List<CpuSet> byPosition = oneEach(chosen, nic);
    List<CpuSet> homes = new ArrayList<>();
    for (int i = 0; i < byPosition.size(); i++) {
      int queue = nic.txQueues().get(i);
      homes.add(own.getOrDefault(queue, shared.getOrDefault(queue, byPosition.get(i))));
    }
    return homes;
  }

  private static String leaf(int queue) {
    return "tx-" + queue;
  }

  @Override
  public Stream<Setting> ofQueues(Nic nic) {
    return nic.txQueues().stream().map(queue -> setting(nic, leaf(queue)));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return Queues.tx(nic, leaf, "xps_cpus");
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    CpuSet wished = cpus(desired);
    CpuSet kept = wished.intersection(facts.cpus().online());
    if (kept.equals(wished)) {
      return new Expectation.Shows(desired, "");
    }
    CpuSet offline = wished.minus(kept);
    return kept.isEmpty()
        ? new Expectation.Refuses(
            Outcome.Pending, "all of CPUs %s are offline: nothing would be kept".formatted(offline))
        : new Expectation.Shows(
            new Value.Cpus(kept), "the kernel leaves out offline CPUs %s".formatted(offline));
  }

  @Override
  String missing(Setting setting) {
    return setting.device() + " was made with one transmit queue: all CPUs send through it";
  }
}
