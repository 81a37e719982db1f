package io.nodenettuning.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.plan.NodeTuning;

/** Tunings written as YAML, for tests. */
public final class Tunings {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Tunings() {}

  /** A tuning of priority 0. */
  public static NodeTuning tuning(String name, String yaml) {
    return tuning(name, 0, yaml);
  }

  /** A tuning. */
  public static NodeTuning tuning(String name, int priority, String yaml) {
    try {
      return new NodeTuning(
          "uid-" + name,
          name,
          priority,
          name + "-1",
          new NodeTuning.Understood(YAML.readValue(yaml, Revision.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
