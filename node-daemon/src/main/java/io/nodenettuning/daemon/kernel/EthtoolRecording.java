package io.nodenettuning.daemon.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file of a recording that stands in for ethtool netlink: by device its driver and its
 * features. Keys that are not known here are kept as they are.
 *
 * <pre>{@code
 * {"eth0": {"driver": "virtio_net", "features": {
 *   "tx-tcp-segmentation": {"hw": true, "wanted": true, "active": true, "nochange": false}}}}
 * }</pre>
 */
public final class EthtoolRecording {

  /** Where it lies in a recording. */
  public static final String PATH = "/run/nnt/ethtool.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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
