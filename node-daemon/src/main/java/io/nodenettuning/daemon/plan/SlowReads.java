package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found where reading takes the kernel's network lock or disturbs another CPU. It is not
 * read again before it is forgotten: when we wrote it, when its device was made anew, when enough
 * time has passed. For one thread.
 */
public final class SlowReads {
  private final Map<Setting, Observation> found = new HashMap<>();

  /** Reads the settings of a knob; those of a slow one only where nothing is remembered. */
  Map<Setting, Observation> observe(Kernel kernel, Knob knob, List<Setting> settings) {
    if (!knob.slow()) {
      return knob.observe(kernel, settings);
    }
    List<Setting> unknown = new ArrayList<>();
    for (Setting setting : settings) {
      if (!found.containsKey(setting)) {
        unknown.add(setting);
      }
    }
    if (!unknown.isEmpty()) {
      found.putAll(knob.observe(kernel, unknown));
    }
    Map<Setting, Observation> observations = new HashMap<>(settings.size() * 2);
    for (Setting setting : settings) {
      Observation observation = found.get(setting);
      if (observation != null) {
        observations.put(setting, observation);
      }
    }
    return observations;
  }

  /** Everything is read again from now on. */
  public void forget() {
    found.clear();
  }

  /** Everything but these is read again from now on. */
  public void forgetAllBut(Set<Setting> kept) {
    found.keySet().retainAll(kept);
  }

  /** These are read again from now on. */
  public void forget(Collection<Setting> settings) {
    settings.forEach(found::remove);
  }

  /** What these writes may have changed is read again. */
  public void forgetWritten(List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    Set<String> devices = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (Step step : steps) {
      found.remove(step.setting());
      devices.add(step.setting().device());
      files.add(step.setting().attribute());
    }
    devices.remove("");
    found
        .keySet()
        .removeIf(known ->
            devices.contains(known.device())
                || known.knob().changedBy(known).filter(files::contains).isPresent());
  }
}
