package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Rps;
import io.nodenettuning.api.RpsMode;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Receive packet steering: {@code /sys/class/net/DEV/queues/rx-N/rps_cpus} ({@code
 * Documentation/networking/scaling.rst}).
 *
 * <p>The kernel drops offline and isolated CPUs from a written mask without a word and refuses a
 * mask of isolated CPUs only with EINVAL; a mask of offline CPUs only would turn RPS off.
 */
public final class RpsKnob extends MaskKnob implements NicKnob {

  @Override
  public String name() {
    return "rps";
  }

  @Override
  public List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    Rps rps = rule.rps();
    if (rps == null) {
      return List.of();
    }
    Wish.Ask ask = ask(rps, nic, context);
    return nic.rxQueues().stream()
        .map(queue -> new Wish(setting(nic, "rx-" + queue), rule.name(), ask))
        .toList();
  }

  private static Wish.Ask ask(Rps rps, Nic nic, Context context) {
    if (rps.mode() == RpsMode.Disabled) {
      return new Wish.To(new Value.Cpus(CpuSet.NONE), "");
    }
    CpuSetSpec cpus = Objects.requireNonNullElse(rps.cpus(), Defaults.CPUS);
    return Asks.cpus(context.cpus(cpus, nic), chosen -> new Value.Cpus(chosen.cpus()));
  }

  @Override
  public Stream<Setting> ofQueues(Nic nic) {
    return nic.rxQueues().stream().map(queue -> setting(nic, "rx-" + queue));
  }

  @Override
  public Optional<String> attribute(Nic nic, String leaf) {
    return Queues.rx(nic, leaf, "rps_cpus");
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    CpuSet wished = cpus(desired);
    CpuSet kept = wished.intersection(facts.cpus().online()).minus(facts.cpus().quiet());
    if (kept.equals(wished)) {
      return new Expectation.Shows(desired, "");
    }
    if (kept.isEmpty()) {
      return new Expectation.Refuses(
          Outcome.Unresolved,
          "the kernel does not steer packets to isolated or offline CPUs, and %s are only such"
              .formatted(wished));
    }
    return new Expectation.Shows(
        new Value.Cpus(kept),
        "the kernel leaves out isolated or offline CPUs %s".formatted(wished.minus(kept)));
  }
}
