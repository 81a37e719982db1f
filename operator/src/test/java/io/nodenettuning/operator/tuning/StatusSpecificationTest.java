package io.nodenettuning.operator.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Placement;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.status.Aggregation;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a tuning tells in every situation. Each folder is one: {@code in-tuning.yaml} is the tuning
 * with its status as it was and, as the annotation {@code revision}, the revision made from it;
 * {@code in-*.yaml} is the rest of the cluster at noon; {@code out-status.yaml} is the status that
 * follows. To see what a change does, run with {@code GOLDEN_UPDATE=1} in the environment and read
 * the difference.
 */
class StatusSpecificationTest {
  private static final Path SITUATIONS = Path.of("src/test/resources/status");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KubernetesSerialization YAML =
      new KubernetesSerialization(ApiJson.tolerant(), true);

  static Stream<String> situations() throws IOException {
    try (Stream<Path> folders = Files.list(SITUATIONS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("situations")
  void status(String situation) throws IOException {
    Path folder = SITUATIONS.resolve(situation);
    String raw = Files.readString(folder.resolve("in-tuning.yaml"));
    NodeNetTuning tuning = YAML.unmarshal(raw, NodeNetTuning.class);
    Fleet fleet = fleet(folder);

    NodeNetTuningStatus status = status(tuning, YAML.unmarshal(raw, JsonNode.class), fleet, NOON);

    Path out = folder.resolve("out-status.yaml");
    if (System.getenv("GOLDEN_UPDATE") != null) {
      Files.writeString(out, YAML.asYaml(status));
    }
    assertThat(YAML.asYaml(status)).isEqualTo(Files.readString(out));
    tuning.setStatus(status);
    assertThat(status(tuning, YAML.unmarshal(raw, JsonNode.class), fleet, NOON.plusSeconds(60)))
        .as("a minute later, when nothing has changed")
        .isEqualTo(status);
  }

  private static NodeNetTuningStatus status(
      NodeNetTuning tuning, JsonNode raw, Fleet fleet, Instant now) {
    NodeNetTuningStatus previous =
        Objects.requireNonNullElseGet(
            tuning.getStatus(),
            () -> new NodeNetTuningStatus(null, null, null, null, null, null, null, null, null));
    return Aggregation.of(
        new Situations(fleet).of(tuning, phase(tuning, raw, fleet), previous), now);
  }

  private static Phase phase(NodeNetTuning tuning, JsonNode raw, Fleet fleet) {
    if (tuning.getMetadata().getDeletionTimestamp() != null) {
      return new Phase.Releasing(
          ReleaseProgress.of(tuning.getMetadata().getUid(), tuning.getSpec().nodeSelector(), fleet)
              .waitingFor());
    }
    Optional<String> problem = TuningGate.problem(raw.path("spec"));
    return problem
        .<Phase>map(Phase.Refused::new)
        .orElseGet(() ->
            new Phase.Accepted(raw.path("metadata").path("annotations").path("revision").asText()));
  }

  private static Fleet fleet(Path folder) throws IOException {
    Fleet fleet = new Fleet();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("in-") && !name.equals("in-tuning.yaml")) {
          for (String document : Files.readString(file).split("(?m)^---$")) {
            add(fleet, document);
          }
        }
      }
    }
    return fleet;
  }

  private static void add(Fleet fleet, String document) {
    JsonNode json = YAML.unmarshal(document, JsonNode.class);
    switch (json.path("kind").asText()) {
      case "Node" -> fleet.put(NodeView.of(YAML.unmarshal(document, Node.class)));
      case "Pod" -> fleet.put(DaemonPod.of(YAML.unmarshal(document, Pod.class)));
      case "DaemonSet" -> fleet.place(Placement.of(YAML.unmarshal(document, DaemonSet.class)));
      case "NodeNetTuningState" ->
          fleet.put(StateView.of(YAML.unmarshal(document, NodeNetTuningState.class)));
      default -> throw new IllegalArgumentException("not a kind of this test: " + document);
    }
  }
}
