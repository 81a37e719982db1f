package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A knob of how a device chooses a receive queue: each setting is a request of its own. */
abstract class ReceiveHashKnob implements NicKnob {

  /** Reads a setting. */
  abstract Observation observe(Kernel kernel, Setting setting);

  /** Writes a setting and reads it back. */
  abstract Effect write(Kernel kernel, Setting setting, Value value);

  @Override
  public final String name() {
    return "rss";
  }

  @Override
  public final boolean slow() {
    return true;
  }

  @Override
  public final Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings) {
    Map<Setting, Observation> observations = new LinkedHashMap<>();
    settings.forEach(setting -> observations.put(setting, observe(kernel, setting)));
    return observations;
  }

  @Override
  public final Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values) {
    Map<Setting, Effect> effects = new LinkedHashMap<>();
    values.forEach((setting, value) -> effects.put(setting, write(kernel, setting, value)));
    return effects;
  }
}
