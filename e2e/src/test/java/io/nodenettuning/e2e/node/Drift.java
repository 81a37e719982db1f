package io.nodenettuning.e2e.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A drift as a daemon tells it.
 *
 * @param setting its id
 * @param from what it should have been
 * @param to what it was found to be
 * @param corrected whether it was put back
 * @param writer who did it
 */
public record Drift(String setting, String from, String to, boolean corrected, String writer) {
  private static final Pattern LOGGED =
      Pattern.compile(
          "setting=(\\S+) tuning=\\S+ from=(.*) to=(.*) corrected=(true|false) writer=(.*) drifted");

  /** All that a log tells of, the earliest first, with what was known then. */
  public static List<Drift> in(String log) {
    return LOGGED
        .matcher(log)
        .results()
        .map(line ->
            new Drift(
                line.group(1),
                line.group(2),
                line.group(3),
                Boolean.parseBoolean(line.group(4)),
                line.group(5)))
        .toList();
  }

  /** The latest that a daemon keeps for {@code nnt watch}, the earliest first. */
  static List<Drift> kept(String json) {
    try {
      List<Drift> drifts = new ArrayList<>();
      for (JsonNode drift : new ObjectMapper().readTree(json).path("drifts")) {
        drifts.addFirst(
            new Drift(
                drift.path("setting").asText(),
                drift.path("from").asText(),
                drift.path("to").asText(),
                drift.path("corrected").asBoolean(),
                drift.path("writer").asText()));
      }
      return drifts;
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
