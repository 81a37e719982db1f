package io.nodenettuning.daemon.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import io.nodenettuning.daemon.kernel.Ethtool.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file of a recording that stands in for ethtool netlink: by device its driver, features and
 * parameters. Keys that are not known here are kept as they are.
 *
 * <pre>{@code
 * {"eth0": {"driver": "virtio_net",
 *   "features": {
 *     "tx-tcp-segmentation": {"hw": true, "wanted": true, "active": true, "nochange": false}},
 *   "channels": {"combined": {"current": 4, "maximum": 8}},
 *   "rings": {"rx": {"current": 256, "maximum": 4096}},
 *   "coalesce": {"rx-usecs": {"current": 3}},
 *   "rss": {"fields": {"udp4": "sd"}, "indirection": [0, 1, 2, 3]}}}
 * }</pre>
 */
public final class EthtoolRecording {

  /** Where it lies in a recording. */
  public static final String PATH = "/run/nnt/ethtool.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String CURRENT = "current";
  private static final String MAXIMUM = "maximum";
  private static final String RSS = "rss";
  private static final String FIELDS = "fields";
  private static final String INDIRECTION = "indirection";

  /** By bit of {@code RXH_*}. */
  private static final String LETTERS = " mvtsdfn";

  private final ObjectNode devices;

  private EthtoolRecording(ObjectNode devices) {
    this.devices = devices;
  }

  /** One without devices. */
  public static EthtoolRecording empty() {
    return new EthtoolRecording(JSON.createObjectNode());
  }

  /**
   * Reads it from a file.
   *
   * @throws IOException where there is none or it is no JSON object; the message has line and
   *     column
   */
  public static EthtoolRecording in(Path file) throws IOException {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode devices) {
        return new EthtoolRecording(devices);
      }
      throw new IOException("want a JSON object with devices by name");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new IOException(
          "line %d, column %d: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()),
          e);
    }
  }

  /** Adds a device, or takes the place of what is known of it. */
  public EthtoolRecording put(String device, String driver, Map<String, Feature> features) {
    var entry = devices.putObject(device).put("driver", driver).putObject("features");
    new TreeMap<>(features)
        .forEach((name, feature) ->
            entry
                .putObject(name)
                .put("hw", feature.hw())
                .put("wanted", feature.wanted())
                .put("active", feature.active())
                .put("nochange", feature.nochange()));
    return this;
  }

  /** The features of a device by name, or nothing where the device is not in the recording. */
  public Optional<SortedMap<String, Feature>> features(String device) {
    if (!(devices.get(device) instanceof ObjectNode recorded)) {
      return Optional.empty();
    }
    SortedMap<String, Feature> features = new TreeMap<>();
    recorded
        .path("features")
        .properties()
        .forEach(f -> features.put(f.getKey(), feature(f.getValue())));
    return Optional.of(Collections.unmodifiableSortedMap(features));
  }

  /**
   * A recording that leaves out {@code wanted} or {@code active} means that they are the same; one
   * that does not say {@code hw} does not claim that the feature can be changed.
   */
  private static Feature feature(JsonNode recorded) {
    boolean wanted = recorded.path("wanted").asBoolean(recorded.path("active").asBoolean());
    return new Feature(
        recorded.path("hw").asBoolean(),
        wanted,
        recorded.path("active").asBoolean(wanted),
        recorded.path("nochange").asBoolean());
  }

  /** Adds the parameters of a group to a device that is in the recording. */
  public EthtoolRecording put(
      String device, ParameterGroup group, Map<String, Parameter> parameters) {
    if (devices.get(device) instanceof ObjectNode recorded) {
      ObjectNode entry = recorded.putObject(group.key());
      new TreeMap<>(parameters).forEach((name, parameter) -> put(entry, name, parameter));
    }
    return this;
  }

  private static void put(ObjectNode group, String name, Parameter parameter) {
    ObjectNode entry = group.putObject(name).put(CURRENT, parameter.value());
    if (parameter.maximum() != Long.MAX_VALUE) {
      entry.put(MAXIMUM, parameter.maximum());
    }
  }

  /** The parameters of a device by name, or nothing where the recording has none of the group. */
  public Optional<SortedMap<String, Parameter>> parameters(String device, ParameterGroup group) {
    if (!(devices.path(device).get(group.key()) instanceof ObjectNode recorded)) {
      return Optional.empty();
    }
    SortedMap<String, Parameter> parameters = new TreeMap<>();
    for (String name : group.attributes().keySet()) {
      if (recorded.get(name) instanceof ObjectNode parameter) {
        parameters.put(
            name,
            new Parameter(
                parameter.path(CURRENT).asLong(), parameter.path(MAXIMUM).asLong(Long.MAX_VALUE)));
      }
    }
    return Optional.of(Collections.unmodifiableSortedMap(parameters));
  }

  /** Sets a recorded parameter. */
  void set(String device, ParameterGroup group, String name, long value) {
    if (devices.path(device).path(group.key()).path(name) instanceof ObjectNode recorded) {
      recorded.put(CURRENT, value);
    }
  }

  /** Adds what of a kind of flow a device hashes. */
  public EthtoolRecording put(String device, FlowType flow, long fields) {
    if (devices.get(device) instanceof ObjectNode recorded) {
      recorded.withObjectProperty(RSS).withObjectProperty(FIELDS).put(flow.key(), letters(fields));
    }
    return this;
  }

  /** Adds a device's indirection table. */
  public EthtoolRecording putIndirection(String device, List<Integer> queues) {
    if (devices.get(device) instanceof ObjectNode recorded) {
      queues.forEach(recorded.withObjectProperty(RSS).putArray(INDIRECTION)::add);
    }
    return this;
  }

  /** What of a kind of flow a device hashes, or nothing where the recording does not tell. */
  public Optional<Long> fields(String device, FlowType flow) {
    JsonNode recorded = devices.path(device).path(RSS).path(FIELDS).path(flow.key());
    return recorded.isTextual() ? Optional.of(fields(recorded.asText())) : Optional.empty();
  }

  /** A device's indirection table, or nothing where the recording does not tell. */
  public Optional<List<Integer>> indirection(String device) {
    JsonNode recorded = devices.path(device).path(RSS).path(INDIRECTION);
    List<Integer> queues = new ArrayList<>();
    recorded.forEach(queue -> queues.add(queue.asInt()));
    return queues.isEmpty() ? Optional.empty() : Optional.of(queues);
  }

  /** The letters of {@code ethtool -N DEV rx-flow-hash}. */
  private static String letters(long fields) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < LETTERS.length(); bit++) {
      if ((fields & 1L << bit) != 0) {
        letters.append(LETTERS.charAt(bit));
      }
    }
    return letters.toString().strip();
  }

  private static long fields(String letters) {
    long fields = 0;
    for (int i = 0; i < letters.length(); i++) {
      int bit = LETTERS.indexOf(letters.charAt(i));
      fields |= bit < 0 ? 0 : 1L << bit;
    }
    return fields;
  }

  /** Turns a recorded feature on or off. */
  void set(String device, String feature, boolean on) {
    if (devices.path(device).path("features").path(feature) instanceof ObjectNode recorded) {
      recorded.put("wanted", on).put("active", on);
    }
  }

  /** Writes it in place of a file, whole or not at all. */
  void save(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, json(), StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The text of the file. */
  public String json() {
    try {
      return JSON.writeValueAsString(devices) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree of objects, texts and flags is always JSON", e);
    }
  }
}
