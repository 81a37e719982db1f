package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NicCapabilities.Capacity;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What an interface can be set to, told to people and programs. */
record Capabilities(NicCapabilities can) {

  private Map<String, Capacity> of(ParameterGroup group) {
    return switch (group) {
      case CHANNELS -> can.channels();
      case RINGS -> can.rings();
      case COALESCE -> can.coalesce();
    };
  }

  /** What it has of a group, for people. */
  String told(ParameterGroup group) {
    StringJoiner told = new StringJoiner(", ");
    of(group)
        .forEach((name, capacity) ->
            told.add(name + " " + value(group, name, capacity) + maximum(capacity)));
    return told.length() == 0 ? "-" : told.toString();
  }

  private static Object value(ParameterGroup group, String name, Capacity capacity) {
    if (group.isFlag(name)) {
      return capacity.current() == 0 ? "off" : "on";
    }
    return capacity.current();
  }

  private static String maximum(Capacity capacity) {
    return capacity.maximum() == null ? "" : " of " + capacity.maximum();
  }

  /** The same for programs. */
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (ParameterGroup group : ParameterGroup.values()) {
      Map<String, Object> values = new LinkedHashMap<>();
      of(group).forEach((name, capacity) -> values.put(name, tree(group, name, capacity)));
      tree.put(group.key(), values);
    }
    tree.put("indirectionEntries", can.indirection());
    tree.put("managedInterrupts", can.managedInterrupts());
    tree.put("changeableFeatures", onAndOff(can.changeable()));
    tree.put("fixedFeatures", onAndOff(can.fixed()));
    return tree;
  }

  private static Map<String, Object> tree(ParameterGroup group, String name, Capacity capacity) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("current", value(group, name, capacity));
    if (capacity.maximum() != null) {
      tree.put("maximum", capacity.maximum());
    }
    return tree;
  }

  private static Map<String, Object> onAndOff(Map<String, Boolean> features) {
    Map<String, Object> tree = new LinkedHashMap<>();
    features.forEach((name, on) -> tree.put(name, on ? "on" : "off"));
    return tree;
  }
}
