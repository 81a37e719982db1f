package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The NodeNetTuningState of a node: what its daemon reports. */
record NodeState(Kubectl kubectl, String node) {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** The resource as it is now. */
  JsonNode read() {
    return kubectl.get("nodenettuningstate " + node);
  }

  /** The settings of a tuning, counted by outcome. */
  Map<String, Integer> outcomes(String tuning) {
    Map<String, Integer> counts = new TreeMap<>();
    list("/status/tunings")
        .filter(state -> state.path("name").asText().equals(tuning))
        .flatMap(state -> state.path("outcomes").properties().stream())
        .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
    return counts;
  }

  /** Waits until the settings of a tuning have come to this. */
  void awaitOutcomes(String tuning, Map<String, Integer> outcomes) {
    await("outcomes of " + tuning)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(outcomes(tuning)).isEqualTo(outcomes));
  }

  /** Waits until the node is handed a tuning. */
  void awaitHanded(String tuning) {
    await(tuning + " handed out")
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(list("/spec/tunings").map(entry -> entry.path("name").asText()))
                .contains(tuning));
  }

  /** A setting that is not as wished. */
  JsonNode setting(String id) {
    return list("/status/settings")
        .filter(setting -> setting.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no setting " + id + " in " + read().toPrettyString()));
  }

  /** Waits for a condition that holds. */
  void awaitCondition(String type) {
    await(type)
        .atMost(SOON)
        .ignoreExceptions()
        .until(() ->
            list("/status/conditions")
                .filter(condition -> condition.path("type").asText().equals(type))
                .anyMatch(condition -> condition.path("status").asText().equals("True")));
  }

  /** Waits for a drift to be reported. */
  JsonNode awaitDrift(Predicate<JsonNode> which) {
    return await("drift")
        .atMost(SOON)
        .until(() -> list("/status/drifts").filter(which).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  private Stream<JsonNode> list(String path) {
    return StreamSupport.stream(read().at(path).spliterator(), false);
  }
}
