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
import org.jspecify.annotations.Nullable;

/**
 * A word that a cpufreq policy has: a file of {@code /sys/devices/system/cpu/cpufreq/policyN}
 * ({@code Documentation/admin-guide/pm/cpufreq.rst}). A policy can span many CPUs: setting some of
 * them sets all, and the note of a wish says so.
 */
abstract class PolicyKnob extends FileKnob implements NodeKnob {
  private static final String POLICIES = "/sys/devices/system/cpu/cpufreq/";

  /** The file of a policy. */
  abstract String file();

  /** The word that a rule asks for; null where it asks for none. */
  abstract @Nullable String asked(CpuPowerRule rule);

  /** Why a policy whose CPUs run cannot have a word; null where it can. */
  abstract Wish.@Nullable Cannot refused(String word, CpuPolicy policy, CpuPowerRule rule);

  @Override
  public List<Wish> wishes(Revision revision, Context context) {
    List<CpuPowerRule> rules = Objects.requireNonNullElse(revision.cpuPower(), List.of());
    return rules.stream().flatMap(rule -> wishes(rule, context.facts())).toList();
  }

  Stream<Wish> wishes(CpuPowerRule rule, Facts facts) {
    String word = asked(rule);
    if (word == null) {
      return Stream.of();
    }
    CpuSetSpec spec = Objects.requireNonNullElse(rule.cpus(), Defaults.CPUS);
    CpuSelection selection = CpuSelection.of(spec, facts.cpus(), -1);
    if (!(selection instanceof CpuSelection.Chosen chosen)) {
      Wish.Ask none = Asks.cpus(selection, _ -> new Value.Word(""));
      return Stream.of(new Wish(setting(rule.name()), rule.name(), none));
    }
    List<CpuPolicy> policies = policies(chosen, facts);
    return policies.isEmpty()
        ? Stream.of(withoutPolicy(rule, word, chosen))
        : policies.stream()
            .map(policy ->
                new Wish(setting(policy.name()), rule.name(), ask(rule, word, policy, chosen)));
  }

  static List<CpuPolicy> policies(CpuSelection.Chosen chosen, Facts facts) {
    return facts.policies().stream()
        .filter(policy -> !policy.related().intersection(chosen.cpus()).isEmpty())
        .toList();
  }

  private Wish withoutPolicy(CpuPowerRule rule, String word, CpuSelection.Chosen chosen) {
    String message =
        "CPUs %s have no cpufreq policy: this node has no frequency driver for them"
            .formatted(chosen.cpus());
    return new Wish(
        setting("policy" + chosen.cpus().first()),
        rule.name(),
        new Wish.Cannot(Outcome.Unsupported, message, new Value.Word(word)));
  }

  private Wish.Ask ask(
      CpuPowerRule rule, String word, CpuPolicy policy, CpuSelection.Chosen chosen) {
    if (policy.affected().isEmpty()) {
      return new Wish.Cannot(
          Outcome.Pending,
          "all CPUs of %s (%s) are offline".formatted(policy.name(), policy.related()),
          new Value.Word(word));
    }
    Wish.Cannot refused = refused(word, policy, rule);
    return refused == null ? new Wish.To(new Value.Word(word), note(policy, chosen)) : refused;
  }

  static String note(CpuPolicy policy, CpuSelection.Chosen chosen) {
    CpuSet others = policy.affected().minus(chosen.cpus());
    return others.isEmpty()
        ? chosen.note()
        : "%s spans CPUs %s: this changes %s too"
            .formatted(policy.name(), policy.affected(), others);
  }

  Setting setting(String policy) {
    String id = name() + ":" + policy;
    return new Setting(id, id, this, "", POLICIES + policy + "/" + file());
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
