package io.nodenettuning.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the chart came to.
 *
 * @param text as Helm printed it
 * @param objects the Kubernetes objects in it
 */
record Rendering(String text, List<JsonNode> objects) {

  Rendering {
    objects = objects.stream().filter(JsonNode::isObject).toList();
  }

  /** The objects of this kind. */
  Stream<JsonNode> all(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  /** The one object of this kind, and if there are several, the one of this name. */
  JsonNode one(String kind, String name) {
    List<JsonNode> found = all(kind).filter(object -> name(object).equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " times "
              + kind
              + " "
              + name
              + " among "
              + all(kind).map(Rendering::name).toList());
    }
    return found.getFirst();
  }

  /** The pod template of the workload of this kind. */
  JsonNode pod(String kind) {
    return all(kind).findFirst().orElseThrow().at("/spec/template");
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}
