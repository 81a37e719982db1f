package io.nodenettuning.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NotUnderstoodException;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.NodeTuning.NotUnderstood;
import io.nodenettuning.daemon.plan.NodeTuning.Understood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The tunings that were applied last, kept beside the journal so that {@code status} knows what was
 * asked for and could not be had.
 */
final class AppliedTunings {
  private static final String FILE = "tunings.json";

  private AppliedTunings() {}

  /** Keeps them, whole or not at all. */
  static void save(Path folder, List<NodeTuning> tunings) throws IOException {
    ObjectMapper json = ApiJson.tolerant();
    var array = json.createArrayNode();
    for (NodeTuning tuning : tunings) {
      if (tuning.content() instanceof Understood understood) {
        array
            .addObject()
            .put("uid", tuning.uid())
            .put("name", tuning.name())
            .put("priority", tuning.priority())
            .put("revision", tuning.revision())
            .set("content", json.valueToTree(understood.revision()));
      }
    }
    Path next = folder.resolve(FILE + ".new");
    Files.write(next, json.writeValueAsBytes(array));
    Files.move(
        next,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads them; none where nothing was ever applied. */
  static List<NodeTuning> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<NodeTuning> tunings = new ArrayList<>();
    for (JsonNode tuning : ApiJson.tolerant().readTree(file.toFile())) {
      tunings.add(
          new NodeTuning(
              tuning.path("uid").asText(),
              tuning.path("name").asText(),
              tuning.path("priority").asInt(),
              tuning.path("revision").asText(),
              content(tuning.path("content"))));
    }
    return tunings;
  }

  /** Another version of nnt may have kept them. */
  private static NodeTuning.Content content(JsonNode content) {
    try {
      return new Understood(ApiJson.understand(content, Revision.class));
    } catch (NotUnderstoodException e) {
      return new NotUnderstood(e.problem().toString());
    }
  }
}
