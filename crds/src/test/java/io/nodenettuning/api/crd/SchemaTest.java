package io.nodenettuning.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.InterfaceRule;
import io.nodenettuning.api.IrqAffinity;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.api.NodeNetTuningState;
import io.nodenettuning.api.Rps;
import io.nodenettuning.api.schema.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API promises of its schemas as a whole. */
class SchemaTest {
  private static final List<String> YAML_BOOLEANS = List.of("y", "n", "yes", "no", "on", "off");

  static List<Class<? extends CustomResource<?, ?>>> kinds() {
    return CrdFiles.KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyNodeIsDescribedInWholeSentences(Class<? extends CustomResource<?, ?>> kind) {
    assertThat(nodes(kind))
        .isNotEmpty()
        .allSatisfy((path, node) ->
            assertThat(node.getDescription()).as(path).isNotNull().matches("[A-Z{].*\\."));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyStringListAndMapIsBounded(Class<? extends CustomResource<?, ?>> kind) {
    assertThat(nodes(kind))
        .allSatisfy((path, node) -> {
          if ("string".equals(node.getType()) && node.getEnum().isEmpty()) {
            assertThat(node.getMaxLength()).as(path).isNotNull();
          }
          if ("array".equals(node.getType())) {
            assertThat(node.getMaxItems()).as(path).isNotNull();
            assertThat(node.getXKubernetesListType()).as(path).isIn("atomic", "map");
          }
          if (node.getAdditionalProperties() != null) {
            assertThat(node.getMaxProperties()).as(path).isNotNull();
          }
          if (Boolean.TRUE.equals(node.getXKubernetesIntOrString())) {
            assertThat(node.getMaxLength() != null || !node.getXKubernetesValidations().isEmpty())
                .as(path)
                .isTrue();
          }
        });
  }

  @Test
  void listsWithKeysAreMergedByThem() {
    var keys = new TreeMap<String, List<String>>();
    kinds().stream()
        .flatMap(kind -> nodes(kind).entrySet().stream())
        .filter(node -> "map".equals(node.getValue().getXKubernetesListType()))
        .forEach(node -> keys.put(node.getKey(), node.getValue().getXKubernetesListMapKeys()));

    assertThat(keys)
        .isEqualTo(
            Map.of(
                "NodeNetTuning.spec.cpuPower", List.of("name"),
                "NodeNetTuning.spec.interfaces", List.of("name"),
                "NodeNetTuning.spec.interfaces[].irqAffinity.queues", List.of("role", "queue"),
                "NodeNetTuning.status.conditions", List.of("type"),
                "NodeNetTuningState.spec.tunings", List.of("uid"),
                "NodeNetTuningState.status.conditions", List.of("type")));
  }

  @Test
  void onlyScalarsAtTheTopHaveDefaults() {
    Map<String, Object> defaults =
        kinds().stream()
            .flatMap(kind -> nodes(kind).entrySet().stream())
            .filter(node -> node.getValue().getDefault() != null)
            .collect(
                Collectors.toMap(Map.Entry::getKey, node -> node.getValue().getDefault().asText()));

    assertThat(defaults)
        .isEqualTo(
            Map.of(
                "NodeNetTuning.spec.mode", Defaults.MODE.name(),
                "NodeNetTuning.spec.priority", String.valueOf(Defaults.PRIORITY),
                "NodeNetTuning.spec.driftPolicy", Defaults.DRIFT_POLICY.name(),
                "NodeNetTuning.spec.releasePolicy", Defaults.RELEASE_POLICY.name(),
                "NodeNetTuning.spec.paused", String.valueOf(Defaults.PAUSED)));
  }

  @Test
  void descriptionsPrintTheDefaultsOfReaders() {
    Map<String, JSONSchemaProps> nodes = nodes(NodeNetTuning.class);
    Map<String, Class<?>> records =
        Map.of(
            "NodeNetTuning.spec", NodeNetTuningSpec.class,
            "NodeNetTuning.spec.interfaces[]", InterfaceRule.class,
            "NodeNetTuning.spec.interfaces[].irqAffinity", IrqAffinity.class,
            "NodeNetTuning.spec.interfaces[].rps", Rps.class);

    records.forEach((path, type) ->
        Field.of(type)
            .forEach(field -> {
              String description =
                  Objects.requireNonNull(nodes.get(path + "." + field.name())).getDescription();
              Defaults.of(type, field.name())
                  .ifPresentOrElse(
                      value ->
                          assertThat(description)
                              .endsWith("Default: %s.".formatted(inWords(value))),
                      () -> assertThat(description).doesNotContain("Default:"));
            }));
    assertThat(Objects.requireNonNull(nodes.get("NodeNetTuning.spec.mode")).getDescription())
        .endsWith("Default: Enforce.");
  }

  private static String inWords(Object value) {
    return value.equals(Defaults.CPUS)
        ? "{}, all online CPUs that are not isolated"
        : value.toString();
  }

  @Test
  void noValueOfASpecIsABooleanToYaml() {
    assertThat(nodes(NodeNetTuning.class))
        .allSatisfy((path, node) -> {
          if (path.startsWith("NodeNetTuning.spec")) {
            node.getEnum()
                .forEach(value ->
                    assertThat(value.asText())
                        .as(path)
                        .isNotIn("True", "False")
                        .satisfies(text ->
                            assertThat(YAML_BOOLEANS)
                                .doesNotContain(text.toLowerCase(Locale.ROOT))));
          }
        });
  }

  @Test
  void printsTheColumnsInTheirOrder() {
    assertThat(columns(NodeNetTuning.class, 0))
        .containsExactly(
            "Mode",
            "Ready",
            "Reason",
            "Nodes",
            "Updated",
            "Ready Nodes",
            "Drifted",
            "Drifts",
            "Last Drift",
            "Age");
    assertThat(columns(NodeNetTuningState.class, 0))
        .containsExactly("Ready", "Reason", "Applied", "Drifted", "Failed", "Drifts", "Age");
    assertThat(columns(NodeNetTuningState.class, 1)).containsExactly("Kernel", "Daemon", "Message");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void printsLargeNumbersWhole(Class<? extends CustomResource<?, ?>> kind) {
    assertThat(CrdYaml.print(Crd.of(kind))).doesNotContainPattern("(?m)(minimum|maximum): .*[.E]");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fitsIntoTheAnnotationOfKubectlApply(Class<? extends CustomResource<?, ?>> kind) {
    assertThat(CrdYaml.print(Crd.of(kind)).length()).isLessThan(256 * 1024);
  }

  private static List<String> columns(Class<? extends CustomResource<?, ?>> kind, int priority) {
    return Crd.of(kind).getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
        .filter(column -> Objects.requireNonNullElse(column.getPriority(), 0) == priority)
        .map(CustomResourceColumnDefinition::getName)
        .toList();
  }

  /** Every node of a kind's schema by path. */
  private static Map<String, JSONSchemaProps> nodes(Class<? extends CustomResource<?, ?>> kind) {
    var nodes = new TreeMap<String, JSONSchemaProps>();
    collect(
        kind.getSimpleName(),
        Crd.of(kind).getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(),
        nodes);
    return nodes;
  }

  private static void collect(
      String path, JSONSchemaProps node, Map<String, JSONSchemaProps> nodes) {
    nodes.put(path, node);
    if (node.getProperties() != null) {
      node.getProperties().forEach((name, child) -> collect(path + "." + name, child, nodes));
    }
    if (node.getItems() != null) {
      collect(path + "[]", node.getItems().getSchema(), nodes);
    }
    if (node.getAdditionalProperties() != null) {
      collect(path + "{}", node.getAdditionalProperties().getSchema(), nodes);
    }
  }
}
