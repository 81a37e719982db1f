package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.daemon.facts.DeviceParameters;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an interface can be set to.
 *
 * @param parameters its channels, rings and coalescing by name; an empty map where it has none
 * @param fixed features that nothing changes, by whether they are on
 * @param changeable features that can be changed, by whether they are on
 * @param indirection how many entries the table of its hash has, null where it has none
 */
record Capabilities(
    Map<ParameterGroup, Map<String, Parameter>> parameters,
    Map<String, Boolean> fixed,
    Map<String, Boolean> changeable,
    @Nullable Integer indirection) {

  static Capabilities of(Nic nic, Facts facts) {
    DeviceParameters device = facts.parameters();
    Map<ParameterGroup, Map<String, Parameter>> parameters = new LinkedHashMap<>();
    for (ParameterGroup group : ParameterGroup.values()) {
      parameters.put(
          group,
          device.of(nic, group) instanceof ParametersReading.Parameters known
              ? known.byName()
              : Map.of());
    }
    Map<String, Boolean> fixed = new TreeMap<>();
    Map<String, Boolean> changeable = new TreeMap<>();
    if (device.features(nic) instanceof FeaturesReading.Features features) {
      features
          .byName()
          .forEach((name, feature) ->
              (feature.fixed() ? fixed : changeable).put(name, feature.active()));
    }
    Integer indirection =
        device.indirection(nic) instanceof Answer.Got<List<Integer>> table
            ? table.value().size()
            : null;
    return new Capabilities(parameters, fixed, changeable, indirection);
  }

  /** What it has of a group, for people. */
  String told(ParameterGroup group) {
    StringJoiner told = new StringJoiner(", ");
    parameters
        .getOrDefault(group, Map.of())
        .forEach((name, parameter) ->
            told.add(name + " " + value(group, name, parameter) + maximum(parameter)));
    return told.length() == 0 ? "-" : told.toString();
  }

  private static Object value(ParameterGroup group, String name, Parameter parameter) {
    if (group.isFlag(name)) {
      return parameter.value() == 0 ? "off" : "on";
    }
    return parameter.value();
  }

  private static String maximum(Parameter parameter) {
    return parameter.maximum() == Long.MAX_VALUE ? "" : " of " + parameter.maximum();
  }

  /** The same for programs. */
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    parameters.forEach((group, byName) -> {
      Map<String, Object> values = new LinkedHashMap<>();
      byName.forEach((name, parameter) -> values.put(name, tree(group, name, parameter)));
      tree.put(group.key(), values);
    });
    tree.put("indirectionEntries", indirection);
    tree.put("changeableFeatures", onAndOff(changeable));
    tree.put("fixedFeatures", onAndOff(fixed));
    return tree;
  }

  private static Map<String, Object> tree(ParameterGroup group, String name, Parameter parameter) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("current", value(group, name, parameter));
    if (parameter.maximum() != Long.MAX_VALUE) {
      tree.put("maximum", parameter.maximum());
    }
    return tree;
  }

  private static Map<String, Object> onAndOff(Map<String, Boolean> features) {
    Map<String, Object> tree = new LinkedHashMap<>();
    features.forEach((name, on) -> tree.put(name, on ? "on" : "off"));
    return tree;
  }
}
