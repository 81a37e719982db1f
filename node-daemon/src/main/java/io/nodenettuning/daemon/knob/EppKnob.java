package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuPowerRule;
import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Errno;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How CPUs weigh energy against performance: {@code energy_performance_preference} ({@code
 * Documentation/admin-guide/pm/intel_pstate.rst} and {@code amd-pstate.rst}).
 *
 * <p>A number that has a name reads back as the name, and {@code default} as the preference that it
 * stands for. A driver that governs by itself keeps {@code performance} while that is the governor,
 * and does not put back what was there before: so the governor {@code performance} claims the
 * preference too, and with it the original.
 */
public final class EppKnob extends PolicyKnob {
  private static final String PERFORMANCE = "performance";

  /** Numbers are hints of Intel's hardware, passed through by its driver in both of its modes. */
  private static final Set<String> TAKE_NUMBERS = Set.of("intel_pstate", "intel_cpufreq");

  /** Drivers that bring their own governors. */
  private static final Set<String> GOVERN_THEMSELVES = Set.of("intel_pstate", "amd-pstate-epp");

  @Override
  public String name() {
    return "epp";
  }

  @Override
  String file() {
    return "energy_performance_preference";
  }

  /** On Intel the driver asks the policy's CPU, by an interrupt. */
  @Override
  public boolean slow() {
    return true;
  }

  @Override
  public Set<Setting> disturbing(Facts facts) {
    return facts.policies().stream()
        .filter(policy -> !policy.affected().intersection(facts.cpus().apart()).isEmpty())
        .map(policy -> setting(policy.name()))
        .collect(Collectors.toSet());
  }

  /** The governor {@code performance} overwrites it. */
  @Override
  public Optional<String> changedBy(Setting setting) {
    return Optional.of(setting.attribute().replace(file(), GovernorKnob.FILE));
  }

  @Override
  @Nullable String asked(CpuPowerRule rule) {
    return rule.energyPerformancePreference();
  }

  @Override
  Stream<Wish> wishes(CpuPowerRule rule, Facts facts) {
    return asked(rule) == null && PERFORMANCE.equals(rule.governor())
        ? implied(rule, facts)
        : super.wishes(rule, facts);
  }

  /** What a rule's governor {@code performance} makes of the preferences. */
  private Stream<Wish> implied(CpuPowerRule rule, Facts facts) {
    CpuSetSpec spec = Objects.requireNonNullElse(rule.cpus(), Defaults.CPUS);
    if (!(CpuSelection.of(spec, facts.cpus(), -1) instanceof CpuSelection.Chosen chosen)) {
      return Stream.of();
    }
    return policies(chosen, facts).stream()
        .filter(policy -> GOVERN_THEMSELVES.contains(policy.driver()))
        .filter(policy -> !policy.preferences().isEmpty() && !policy.affected().isEmpty())
        .map(policy ->
            new Wish(
                setting(policy.name()),
                rule.name(),
                new Wish.To(
                    new Value.Word(PERFORMANCE), "comes with the governor " + PERFORMANCE)));
  }

  @Override
  Wish.@Nullable Cannot refused(String preference, CpuPolicy policy, CpuPowerRule rule) {
    if (policy.preferences().isEmpty()) {
      return cannot(
          Outcome.Unsupported,
          preference,
          "%s (%s) has no energy-performance preference".formatted(policy.name(), policy.driver()));
    }
    boolean number = Character.isDigit(preference.charAt(0));
    if (number
        ? !TAKE_NUMBERS.contains(policy.driver())
        : !policy.preferences().contains(preference)) {
      return cannot(
          Outcome.Unsupported,
          preference,
          "%s (%s) has no preference %s, only %s"
              .formatted(
                  policy.name(),
                  policy.driver(),
                  preference,
                  String.join(", ", policy.preferences())));
    }
    return PERFORMANCE.equals(rule.governor())
            && GOVERN_THEMSELVES.contains(policy.driver())
            && !isPerformance(preference)
        ? cannot(
            Outcome.Unresolved,
            preference,
            "%s (%s) keeps the preference performance while its governor is performance: ask for"
                    .formatted(policy.name(), policy.driver())
                + " another governor")
        : null;
  }

  private static Wish.Cannot cannot(Outcome outcome, String preference, String message) {
    return new Wish.Cannot(outcome, message, new Value.Word(preference));
  }

  private static boolean isPerformance(String preference) {
    return preference.equals(PERFORMANCE) || preference.equals("0");
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    return desired.text().equals("0")
        ? new Expectation.Shows(new Value.Word(PERFORMANCE), "0 is performance")
        : super.expect(setting, desired, facts);
  }

  @Override
  Outcome refusal(Errno errno) {
    return errno.equals(Errno.EINVAL) ? Outcome.Unsupported : super.refusal(errno);
  }

  @Override
  String reason(Setting setting, Errno errno) {
    return errno.equals(Errno.EBUSY)
        ? "it stays performance while the governor is performance"
        : "";
  }
}
