package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.nodenettuning.e2e.machine.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example, applied as its reader would, to a node that is this machine. */
@Tag("cluster")
final class ExamplesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Set<String> TOP_LEVEL_DEFAULTS =
      Set.of("mode", "priority", "driftPolicy", "releasePolicy", "paused");

  @RegisterExtension static final Cluster CLUSTER = Cluster.inMachineNetwork();

  @AfterEach
  void unlabelled() {
    CLUSTER.kubectl().run("label node e2e-host pool-");
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isTakenAsWrittenDoneAndUndone(Path file) throws IOException {
    JsonNode written = YAML.readTree(file.toFile());
    Tuning tuning = CLUSTER.tuning(written.at("/metadata/name").asText());
    ExampleOnThisMachine effect = new ExampleOnThisMachine(tuning, CLUSTER.node());
    MachineValues before = MachineValues.now();
    select(written.at("/spec/nodeSelector/matchLabels"));

    CLUSTER.kubectl().run("apply", "-f", file.toString()).success();

    assertThat(withoutDefaults(tuning.read().path("spec"), written.path("spec")))
        .isEqualTo(written.path("spec"));
    assertThat(CLUSTER.kubectl().run("diff", "-f", file.toString()).success()).isEmpty();
    assertThat(CLUSTER.kubectl().run("apply", "-f", file.toString()).success())
        .endsWith("unchanged");
    effect.awaitDone();

    tuning.delete();
    assertThat(MachineValues.now()).isEqualTo(before);
  }

  private static void select(JsonNode labels) {
    labels
        .properties()
        .forEach(label ->
            CLUSTER
                .kubectl()
                .run("label node e2e-host " + label.getKey() + "=" + label.getValue().asText()));
  }

  private static JsonNode withoutDefaults(JsonNode spec, JsonNode written) {
    ObjectNode stripped = spec.deepCopy();
    TOP_LEVEL_DEFAULTS.stream().filter(field -> !written.has(field)).forEach(stripped::remove);
    return stripped;
  }
}
