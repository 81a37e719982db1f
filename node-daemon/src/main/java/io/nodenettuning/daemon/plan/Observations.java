package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings that a plan is about, knob by knob. */
final class Observations {
  private Observations() {}

  /** Reads what a tuning names and this node has, and what is let go. */
  static Map<Setting, Observation> of(
      Circumstances circumstances, List<Desired> desired, List<Setting> released) {
    Map<Knob, List<Setting>> byKnob = new LinkedHashMap<>();
    for (Desired one : desired) {
      if (!one.setting().attribute().isEmpty()) {
        byKnob.computeIfAbsent(one.setting().knob(), _ -> new ArrayList<>()).add(one.setting());
      }
    }
    for (Setting setting : released) {
      byKnob.computeIfAbsent(setting.knob(), _ -> new ArrayList<>()).add(setting);
    }
    Map<Setting, Observation> observations = new LinkedHashMap<>();
    byKnob.forEach((knob, settings) ->
        observations.putAll(
            circumstances.slowReads().observe(circumstances.kernel(), knob, settings)));
    return observations;
  }
}
