package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A knob whose settings are how much of something a device has: a number, or {@code Max} for all
 * that it can have. For another number its driver makes its queues anew.
 */
abstract class AmountKnob extends ParameterKnob {
  private final String unit;

  /**
   * A knob of a group of parameters.
   *
   * @param unit what is counted, for people
   */
  AmountKnob(ParameterGroup group, String unit) {
    super(group);
    this.unit = unit;
  }

  /**
   * How much of what a rule asks for, by the parameter's name and in this order; without a number
   * for the device's maximum.
   */
  abstract Map<String, OptionalInt> asked(InterfaceRule rule);

  @Override
  public final boolean disruptive() {
    return true;
  }

  @Override
  public final boolean remakesQueues() {
    return true;
  }

  @Override
  public final List<Wish> wishes(InterfaceRule rule, Nic nic, Context context) {
    List<Wish> wishes = new ArrayList<>();
    asked(rule)
        .forEach((name, number) ->
            wishes.add(
                new Wish(
                    setting(nic, name),
                    rule.name(),
                    ask(nic, name, number, parameters(nic, context)))));
    return wishes;
  }

  /** The value, or why the device cannot have it. */
  private Wish.Ask ask(Nic nic, String name, OptionalInt number, ParametersReading now) {
    return switch (now) {
      case ParametersReading.Refused refused -> {
        Observation.Missing missing = missing(nic.name(), refused);
        yield new Wish.Cannot(missing.outcome(), missing.message());
      }
      case ParametersReading.Parameters parameters -> {
        Parameter parameter = parameters.byName().get(name);
        yield parameter == null
            ? new Wish.Cannot(Outcome.Unsupported, lacks(nic.name(), name, parameters))
            : ask(nic, name, number, parameter.maximum());
      }
    };
  }

  private Wish.Ask ask(Nic nic, String name, OptionalInt number, long maximum) {
    if (number.isEmpty()) {
      return maximum == Long.MAX_VALUE
          ? new Wish.Cannot(
              Outcome.Unresolved, "%s does not tell its maximum of %s".formatted(nic.name(), name))
          : new Wish.To(new Value.Count(maximum), "the most that %s has".formatted(nic.name()));
    }
    Value wanted = new Value.Count(number.getAsInt());
    return number.getAsInt() > maximum
        ? new Wish.Cannot(
            Outcome.Unsupported,
            "%s has at most %d %s %s".formatted(nic.name(), maximum, name, unit),
            wanted)
        : new Wish.To(wanted, "");
  }
}
