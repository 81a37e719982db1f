package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuPowerRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuPolicy;
import org.jspecify.annotations.Nullable;

/** The frequency governor of CPUs: {@code scaling_governor}. */
public final class GovernorKnob extends PolicyKnob {
  static final String FILE = "scaling_governor";

  @Override
  public String name() {
    return "governor";
  }

  @Override
  String file() {
    return FILE;
  }

  @Override
  @Nullable String asked(CpuPowerRule rule) {
    return rule.governor();
  }

  @Override
  Wish.@Nullable Cannot refused(String governor, CpuPolicy policy, CpuPowerRule rule) {
    return policy.governors().contains(governor)
        ? null
        : new Wish.Cannot(
            Outcome.Unsupported,
            "%s (%s) has no governor %s, only %s"
                .formatted(
                    policy.name(),
                    policy.driver(),
                    governor,
                    String.join(", ", policy.governors())),
            new Value.Word(governor));
  }
}
