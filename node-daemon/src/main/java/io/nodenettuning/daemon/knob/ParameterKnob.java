package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A knob whose settings are ethtool's parameters of a device: one request for a device. */
abstract class ParameterKnob implements NicKnob {
  private final ParameterGroup group;

  ParameterKnob(ParameterGroup group) {
    this.group = group;
  }

  /** The parameters that a device has. */
  final ParametersReading parameters(Nic nic, Context context) {
    return context.facts().parameters().of(nic, group);
  }

  @Override
  public final boolean slow() {
    return true;
  }

  @Override
  public final Optional<String> attribute(Nic nic, String leaf) {
    return Optional.of(leaf);
  }

  @Override
  public final Value parse(String text) {
    return switch (text) {
      case "on" -> new Value.Toggle(true);
      case "off" -> new Value.Toggle(false);
      default -> new Value.Count(Long.parseLong(text));
    };
  }

  @Override
  public final Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings) {
    Map<Setting, Observation> observations = new LinkedHashMap<>();
    byDevice(settings)
        .forEach((device, own) -> {
          ParametersReading reading = kernel.ethtool().parameters(device, group);
          own.forEach(setting -> observations.put(setting, observation(reading, setting)));
        });
    return observations;
  }

  private Observation observation(ParametersReading reading, Setting setting) {
    return switch (reading) {
      case ParametersReading.Refused refused -> missing(setting.device(), refused);
      case ParametersReading.Parameters parameters -> {
        Parameter parameter = parameters.byName().get(setting.attribute());
        yield parameter == null
            ? new Observation.Missing(
                Outcome.Unsupported, lacks(setting.device(), setting.attribute(), parameters))
            : new Observation.Seen(value(setting.attribute(), parameter.value()));
      }
    };
  }

  /** What it means that a device does not tell its parameters. */
  final Observation.Missing missing(String device, ParametersReading.Refused refused) {
    return refused.errno().equals(Errno.EOPNOTSUPP)
        ? new Observation.Missing(
            Outcome.Unsupported, "the driver of %s has no %s".formatted(device, group.key()))
        : new Observation.Missing(
            Outcome.Failed,
            "reading %s of %s: %s %s"
                .formatted(group.key(), device, refused.errno(), refused.message())
                .strip());
  }

  /** That a device has no such parameter, and which it has. */
  final String lacks(String device, String name, ParametersReading.Parameters parameters) {
    return "%s has no %s %s; it has %s"
        .formatted(
            device,
            group.key(),
            name,
            parameters.byName().isEmpty()
                ? "none"
                : String.join(", ", parameters.byName().keySet()));
  }

  private Value value(String name, long number) {
    return group.isFlag(name) ? new Value.Toggle(number != 0) : new Value.Count(number);
  }

  private static long number(Value value) {
    return switch (value) {
      case Value.Toggle toggle -> toggle.on() ? 1 : 0;
      case Value.Count count -> count.count();
      case Value.Cpus _, Value.Within _, Value.CpusOfEach _, Value.Word _ ->
          throw new IllegalArgumentException(value.text());
    };
  }

  @Override
  public final Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values) {
    Map<Setting, Effect> effects = new LinkedHashMap<>();
    byDevice(values.keySet()).forEach((device, own) -> write(kernel, own, values, effects));
    return effects;
  }

  /** All at once, as they may depend on each other; one by one when they are refused. */
  private void write(
      Kernel kernel, List<Setting> own, Map<Setting, Value> values, Map<Setting, Effect> effects) {
    Map<String, Long> wanted = new TreeMap<>();
    own.forEach(setting ->
        wanted.put(setting.attribute(), number(values.getOrDefault(setting, new Value.Count(0)))));
    String device = own.getFirst().device();
    ParametersReading now = kernel.ethtool().setParameters(device, group, wanted);
    if (now instanceof ParametersReading.Refused && own.size() > 1) {
      own.forEach(setting -> write(kernel, List.of(setting), values, effects));
      return;
    }
    own.forEach(setting -> effects.put(setting, effect(now, setting, wanted)));
  }

  private Effect effect(ParametersReading now, Setting setting, Map<String, Long> wanted) {
    return switch (now) {
      case ParametersReading.Refused refused ->
          new Effect.Refused(
              refused.errno().equals(Errno.EOPNOTSUPP) ? Outcome.Unsupported : Outcome.Failed,
              "setting %s %s of %s to %d: %s %s"
                  .formatted(
                      group.key(),
                      setting.attribute(),
                      setting.device(),
                      wanted.get(setting.attribute()),
                      refused.errno(),
                      refused.message())
                  .strip());
      case ParametersReading.Parameters parameters -> {
        Parameter parameter = parameters.byName().get(setting.attribute());
        yield parameter == null
            ? new Effect.Refused(
                Outcome.Failed, lacks(setting.device(), setting.attribute(), parameters))
            : new Effect.ReadBack(value(setting.attribute(), parameter.value()));
      }
    };
  }

  private static Map<String, List<Setting>> byDevice(Collection<Setting> settings) {
    return settings.stream()
        .collect(Collectors.groupingBy(Setting::device, LinkedHashMap::new, Collectors.toList()));
  }
}
