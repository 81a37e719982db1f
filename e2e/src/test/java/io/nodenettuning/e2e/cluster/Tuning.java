package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A NodeNetTuning of a test. */
record Tuning(Kubectl kubectl, String name) {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** As a resource with this spec. */
  static String yaml(String name, String spec) {
    return """
    apiVersion: nodenettuning.io/v1alpha1
    kind: NodeNetTuning
    metadata: {name: %s}
    spec:
    %s\
    """
        .formatted(name, spec.indent(2));
  }

  /** Makes it or changes it. */
  void apply(String spec) {
    kubectl.apply(yaml(name, spec));
  }

  /** Deletes it, and waits until nodes have let go of it. */
  void delete() {
    kubectl.run("delete nodenettuning " + name + " --timeout=60s");
  }

  /** The resource as it is now. */
  JsonNode read() {
    return kubectl.get("nodenettuning " + name);
  }

  /** Waits for a condition about the newest spec. */
  void awaitCondition(String type, String status, String reason) {
    await(name + " is " + type + "=" + status + " " + reason)
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode now = read();
          assertThat(now.at("/status/observedGeneration"))
              .as("%s", now.toPrettyString())
              .isEqualTo(now.at("/metadata/generation"));
          JsonNode condition =
              condition(now, type).orElseThrow(() -> new AssertionError(now.toPrettyString()));
          assertThat(condition.path("status").asText() + " " + condition.path("reason").asText())
              .as("%s", now.toPrettyString())
              .isEqualTo(status + " " + reason);
        });
  }

  /** Waits until every node is as wished. */
  void awaitReady() {
    awaitCondition("Ready", "True", "AllNodesReady");
  }

  /** The message of a condition that holds. */
  String message(String type) {
    return condition(read(), type)
        .map(condition -> condition.path("message").asText())
        .orElseThrow(() -> new AssertionError(name + " has no condition " + type));
  }

  /** Waits until a condition is gone. */
  void awaitWithout(String type) {
    await(name + " without " + type)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(condition(read(), type)).isEmpty());
  }

  private static Optional<JsonNode> condition(JsonNode tuning, String type) {
    return StreamSupport.stream(tuning.at("/status/conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst();
  }

  /** The cell of a column of {@code kubectl get nodenettuning NAME}. */
  String cell(String column) {
    String[] lines = kubectl.run("get nodenettuning " + name).split("\n");
    assertThat(lines).hasSize(2);
    int start = (" " + lines[0] + " ").indexOf(" " + column + " ");
    assertThat(start).as("%s in: %s", column, lines[0]).isNotNegative();
    return lines[1].substring(start).split(" ", 2)[0];
  }
}
