package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pods may do to their node, and how the two find each other. */
@Tag("helm")
final class PodsTest {
  private static final List<String> OF_THE_POD =
      List.of(
          "serviceAccountName",
          "automountServiceAccountToken",
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "dnsPolicy",
          "securityContext",
          "priorityClassName",
          "volumes");
  private static final List<String> OF_A_CONTAINER =
      List.of("name", "args", "command", "securityContext", "volumeMounts", "ports");

  private final Rendering chart = Chart.render();

  @ParameterizedTest
  @CsvSource({"Deployment,operator", "DaemonSet,node-daemon"})
  void mayDoThisToTheirNode(String kind, String file) throws IOException {
    JsonNode pod = chart.pod(kind).path("spec");
    ObjectNode seen = pick(pod, OF_THE_POD);
    for (String containers : List.of("initContainers", "containers", "ephemeralContainers")) {
      ArrayNode picked = Chart.YAML.createArrayNode();
      pod.path(containers).forEach(container -> picked.add(pick(container, OF_A_CONTAINER)));
      if (!picked.isEmpty()) {
        seen.set(containers, picked);
      }
    }

    assertThat(Chart.YAML.writeValueAsString(seen))
        .isEqualTo(Files.readString(Path.of("src/test/resources/chart/" + file + "-pod.yaml")));
  }

  @Test
  void theOperatorIsToldTheDaemonSetAndFindsItsPodsByLabels() {
    JsonNode daemonSet = chart.all("DaemonSet").findFirst().orElseThrow();

    assertThat(chart.pod("Deployment").at("/spec/containers/0/env"))
        .anySatisfy(variable -> {
          assertThat(variable.path("name").asText()).isEqualTo("DAEMONSET_NAME");
          assertThat(variable.path("value").asText()).isEqualTo(Rendering.name(daemonSet));
        });
    assertThat(
            Chart.render("--set", "nameOverride=other,fullnameOverride=x")
                .pod("DaemonSet")
                .at("/metadata/labels"))
        .contains(
            Chart.YAML.getNodeFactory().textNode("nodenettuning"),
            Chart.YAML.getNodeFactory().textNode("node-daemon"));
  }

  @Test
  void theDaemonGoesToEveryRealLinuxNodeWhateverItsTaints() {
    JsonNode pod = chart.pod("DaemonSet").path("spec");

    assertThat(pod.path("tolerations").toString()).isEqualTo("[{\"operator\":\"Exists\"}]");
    assertThat(pod.path("nodeSelector").toString()).isEqualTo("{\"kubernetes.io/os\":\"linux\"}");
    assertThat(pod.at("/affinity/nodeAffinity").toString())
        .contains("virtual-kubelet")
        .contains("fargate");
  }

  @Test
  void noProbeStartsAProgramOnTheNode() {
    JsonNode daemon = chart.pod("DaemonSet").at("/spec/containers/0");

    assertThat(daemon.has("livenessProbe") || daemon.has("readinessProbe")).isFalse();
  }

  @Test
  void theImagesAreThoseOfTheProjectsVersion() {
    String version = System.getProperty("project.version");

    assertThat(image(chart, "Deployment")).isEqualTo("nodenettuning/operator:" + version);
    assertThat(image(chart, "DaemonSet")).isEqualTo("nodenettuning/node-daemon:" + version);
    assertThat(Chart.read("Chart.yaml").path("version").asText()).isEqualTo(version);
  }

  @Test
  void bothImagesFollowRegistryAndTag() {
    Rendering mirrored =
        Chart.render("--set", "image.registry=registry.example.com/mirror/,image.tag=1.2.3");

    assertThat(image(mirrored, "Deployment"))
        .isEqualTo("registry.example.com/mirror/nodenettuning/operator:1.2.3");
    assertThat(image(mirrored, "DaemonSet"))
        .isEqualTo("registry.example.com/mirror/nodenettuning/node-daemon:1.2.3");
  }

  @Test
  void aSecondOperatorBringsADisruptionBudget() {
    assertThat(chart.all("PodDisruptionBudget")).isEmpty();
    assertThat(Chart.render("--set", "operator.replicas=2").all("PodDisruptionBudget")).hasSize(1);
  }

  @Test
  void noPriorityClassIsMade() {
    assertThat(chart.all("PriorityClass")).isEmpty();
  }

  private static String image(Rendering rendering, String kind) {
    return rendering.pod(kind).at("/spec/containers/0/image").asText();
  }

  private static ObjectNode pick(JsonNode from, List<String> fields) {
    ObjectNode picked = Chart.YAML.createObjectNode();
    fields.stream().filter(from::has).forEach(field -> picked.set(field, from.get(field)));
    return picked;
  }
}
