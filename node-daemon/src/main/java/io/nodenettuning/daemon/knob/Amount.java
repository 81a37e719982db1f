package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import java.util.OptionalInt;

/**
 * Turns a number or {@code Max} into a wish that a device can meet.
 *
 * @param now what it has, and how much it can have
 */
record Amount(ParameterKnob knob, Nic nic, ParametersReading now) {

  /**
   * The value, or why the device cannot have it.
   *
   * @param number what is asked for; nothing for the device's maximum
   * @param unit what is counted, for people
   */
  Wish.Ask ask(String name, OptionalInt number, String unit) {
    return switch (now) {
      case ParametersReading.Refused refused -> {
        Observation.Missing missing = knob.missing(nic.name(), refused);
        yield new Wish.Cannot(missing.outcome(), missing.message());
      }
      case ParametersReading.Parameters parameters -> {
        Parameter parameter = parameters.byName().get(name);
        yield parameter == null
            ? new Wish.Cannot(Outcome.Unsupported, knob.lacks(nic.name(), name, parameters))
            : ask(name, parameter.maximum(), number, unit);
      }
    };
  }

  private Wish.Ask ask(String name, long maximum, OptionalInt number, String unit) {
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
