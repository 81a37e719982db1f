package io.nodenettuning.e2e.chart;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's values: documented, checked, and each with an effect. */
@Tag("helm")
final class ValuesTest {
  private static final String EVERYTHING = "src/test/resources/chart/everything.yaml";
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `([a-zA-Z.]+)` \\|");

  @Test
  void lintIsContent() {
    Ended lint = Chart.helm("lint", "--strict", Chart.FOLDER.toString());

    assertThat(lint.status()).as(lint.output() + lint.errors()).isZero();
  }

  @Test
  void everyValueIsInTheSchemaAndOnThePage() throws IOException {
    Set<String> values = fields();

    assertThat(values)
        .isEqualTo(paths(Chart.read("values.schema.json"), Chart.read("values.yaml")));
    assertThat(
            TABLE_ROW
                .matcher(Files.readString(Chart.FOLDER.resolve("README.md")))
                .results()
                .map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(values);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyValueHasAnEffect(String field, @TempDir Path folder) throws IOException {
    JsonNode other = at(Chart.YAML.readTree(Path.of(EVERYTHING).toFile()), field);
    assertThat(other.isMissingNode()).as("%s is missing in %s", field, EVERYTHING).isFalse();
    JsonNode alone = other;
    for (String name : reversed(field)) {
      alone = Chart.YAML.createObjectNode().set(name, alone);
    }
    Path values = folder.resolve("values.yaml");
    Chart.YAML.writeValue(values.toFile(), alone);

    assertThat(Chart.render("--values", values.toString()).text())
        .isNotEqualTo(Chart.render().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          operator.replica=2                | additional properties 'replica' not allowed
          nodeDaemon.image.tag=1            | additional properties 'tag' not allowed
          unknown=1                         | additional properties 'unknown' not allowed
          operator.replicas=-1              | minimum: got -1, want 0
          operator.replicas=two             | got string, want integer
          image.tag=8                       | at '/image/tag': got number, want string
          image.pullPolicy=Sometimes        | value must be one of 'Always', 'IfNotPresent', 'Never'
          crds.keep=maybe                   | at '/crds/keep': got string, want boolean
          nodeDaemon.maxUnavailable=0       | at '/nodeDaemon/maxUnavailable'
          nodeDaemon.maxUnavailable=150%    | at '/nodeDaemon/maxUnavailable'
          nodeDaemon.tolerations=Exists     | at '/nodeDaemon/tolerations': got string, want array
          fullnameOverride=Upper_Case       | at '/fullnameOverride'
          """)
  void refuses(String assignment, String message) {
    Ended run = Chart.template("--set", assignment);

    assertThat(run.status()).isNotZero();
    assertThat(run.errors()).contains(message);
  }

  @Test
  void refusesAnOlderKubernetes() {
    assertThat(Chart.template("--kube-version", "1.29.5").errors())
        .contains("requires kubeVersion: >=1.30.0-0 which is incompatible with Kubernetes v1.29.5");
    assertThat(Chart.template("--kube-version", "1.30.0-gke.100").status()).isZero();
  }

  /** Paths of all values that the schema knows, down to where it leaves the shape to Kubernetes. */
  static Set<String> fields() {
    return leaves(Chart.read("values.schema.json"), "")
        .filter(path -> !path.equals("global"))
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> leaves(JsonNode schema, String path) {
    JsonNode properties = schema.path("properties");
    if (properties.isMissingNode() || properties.has("limits")) {
      return Stream.of(path);
    }
    return properties.properties().stream()
        .flatMap(p -> leaves(p.getValue(), path.isEmpty() ? p.getKey() : path + "." + p.getKey()));
  }

  private static Set<String> paths(JsonNode schema, JsonNode values) {
    return leaves(schema, "")
        .filter(path -> !at(values, path).isMissingNode())
        .collect(toCollection(TreeSet::new));
  }

  private static JsonNode at(JsonNode values, String path) {
    return values.at("/" + path.replace('.', '/'));
  }

  private static Iterable<String> reversed(String path) {
    return java.util.List.of(path.split("\\.")).reversed();
  }
}
