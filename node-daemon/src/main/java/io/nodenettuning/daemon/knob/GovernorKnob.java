package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuPowerRule;
import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The frequency governor of CPUs: {@code /sys/devices/system/cpu/cpufreq/policyN/scaling_governor}
 * ({@code Documentation/admin-guide/pm/cpufreq.rst}). A policy can span many CPUs: setting some of
 * them sets all.
 */
public final class GovernorKnob extends FileKnob implements NodeKnob {

  @Override
  public String name() {
    return "governor";
  }

  @Override
  public List<Wish> wishes(Revision revision, Context context) {
    List<CpuPowerRule> rules = Objects.requireNonNullElse(revision.cpuPower(), List.of());
    return rules.stream()
        .filter(rule -> rule.governor() != null)
        .flatMap(rule -> wishes(rule, context.facts()))
        .toList();
  }

  private Stream<Wish> wishes(CpuPowerRule rule, Facts facts) {
    CpuSetSpec spec = Objects.requireNonNullElse(rule.cpus(), Defaults.CPUS);
    CpuSelection selection = CpuSelection.of(spec, facts.cpus(), -1);
    if (!(selection instanceof CpuSelection.Chosen chosen)) {
      Wish.Ask none = Asks.cpus(selection, _ -> new Value.Word(""));
      return Stream.of(new Wish(setting(rule.name()), rule.name(), none));
    }
    List<CpuPolicy> policies =
        facts.policies().stream()
            .filter(policy -> !policy.related().intersection(chosen.cpus()).isEmpty())
            .toList();
    if (policies.isEmpty()) {
      String message =
          "CPUs %s have no cpufreq policy: this node has no frequency driver for them"
              .formatted(chosen.cpus());
      return Stream.of(
          new Wish(
              setting("policy" + chosen.cpus().first()),
              rule.name(),
              new Wish.Cannot(
                  Outcome.Unsupported,
                  message,
                  new Value.Word(Objects.requireNonNull(rule.governor())))));
    }
    return policies.stream()
        .map(policy -> new Wish(setting(policy.name()), rule.name(), ask(rule, policy, chosen)));
  }

  private static Wish.Ask ask(CpuPowerRule rule, CpuPolicy policy, CpuSelection.Chosen chosen) {
    String governor = Objects.requireNonNull(rule.governor());
    Value wanted = new Value.Word(governor);
    if (policy.affected().isEmpty()) {
      return new Wish.Cannot(
          Outcome.Pending,
          "all CPUs of %s (%s) are offline".formatted(policy.name(), policy.related()),
          wanted);
    }
    if (!policy.governors().contains(governor)) {
      return new Wish.Cannot(
          Outcome.Unsupported,
          "%s (%s) has no governor %s, only %s"
              .formatted(
                  policy.name(), policy.driver(), governor, String.join(", ", policy.governors())),
          wanted);
    }
    return new Wish.To(wanted, note(policy, chosen));
  }

  private static String note(CpuPolicy policy, CpuSelection.Chosen chosen) {
    CpuSet others = policy.affected().minus(chosen.cpus());
    return others.isEmpty()
        ? chosen.note()
        : "%s spans CPUs %s: this changes %s too"
            .formatted(policy.name(), policy.affected(), others);
  }

  private Setting setting(String policy) {
    String id = name() + ":" + policy;
    return new Setting(
        id, id, this, "", "/sys/devices/system/cpu/cpufreq/" + policy + "/scaling_governor");
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    return facts.policies().stream()
        .filter(policy -> key.equals(name() + ":" + policy.name()))
        .filter(policy -> !policy.affected().isEmpty())
        .map(policy -> setting(policy.name()))
        .findFirst();
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    return new Expectation.Shows(desired, "");
  }

  @Override
  public Value parse(String text) {
    return read(text);
  }

  @Override
  Value read(String text) {
    return new Value.Word(text.strip());
  }

  @Override
  String format(Value value) {
    return value.text();
  }
}
