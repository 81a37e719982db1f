package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: exactly this. A new right is a decision that this test asks for. */
@Tag("helm")
final class RbacTest {
  private final Rendering chart = Chart.render();

  @ParameterizedTest
  @ValueSource(strings = {"operator-clusterrole", "operator-role", "operator-events-role"})
  void theOperatorHasTheRightsThatItsTestsRunUnder(String file) throws IOException {
    JsonNode tested =
        Chart.YAML.readTree(Path.of("../operator/src/main/rbac/" + file + ".yaml").toFile());
    Rendering shipped = Chart.render("--set", "fullnameOverride=nodenettuning");

    assertThat(rights(shipped.one(tested.path("kind").asText(), Rendering.name(tested))))
        .containsExactlyInAnyOrderElementsOf(rights(tested));
  }

  @Test
  void theNodeDaemon() {
    assertThat(rights(chart.one("ClusterRole", "nnt-nodenettuning-node-daemon")))
        .containsExactlyInAnyOrder(
            "nodenettuning.io/nodenettuningstates: get list watch",
            "nodenettuning.io/nodenettuningstates/status: patch");
    assertThat(rights(chart.one("Role", "nnt-nodenettuning-node-daemon")))
        .containsExactly("apps/controllerrevisions: get");
  }

  @Test
  void people() {
    assertThat(rights(chart.one("ClusterRole", "nnt-nodenettuning-viewer")))
        .containsExactlyInAnyOrder(
            "nodenettuning.io/nodenettunings: get list watch",
            "nodenettuning.io/nodenettuningstates: get list watch");
    assertThat(rights(chart.one("ClusterRole", "nnt-nodenettuning-editor")))
        .containsExactlyInAnyOrder(
            "nodenettuning.io/nodenettunings: get list watch create update patch delete",
            "nodenettuning.io/nodenettuningstates: get list watch");
  }

  @Test
  void onlyTheViewerBecomesPartOfKubernetesOwnRoles() {
    assertThat(chart.all("ClusterRole").filter(RbacTest::isAggregated).map(Rendering::name))
        .containsExactly("nnt-nodenettuning-viewer");
    assertThat(
            Chart.render("--set", "roles.aggregateViewer=false")
                .all("ClusterRole")
                .filter(RbacTest::isAggregated))
        .isEmpty();
  }

  @Test
  void everyRoleIsBoundToItsOwnServiceAccountOnly() {
    assertThat(Stream.concat(chart.all("ClusterRoleBinding"), chart.all("RoleBinding")))
        .hasSize(5)
        .allSatisfy(binding -> {
          assertThat(binding.path("subjects")).hasSize(1);
          JsonNode subject = binding.at("/subjects/0");
          assertThat(subject.path("kind").asText()).isEqualTo("ServiceAccount");
          assertThat(subject.path("namespace").asText()).isEqualTo(Chart.NAMESPACE);
          assertThat(binding.at("/roleRef/name").asText())
              .startsWith(subject.path("name").asText());
          chart.one("ServiceAccount", subject.path("name").asText());
        });
    assertThat(chart.pod("Deployment").at("/spec/serviceAccountName").asText())
        .isEqualTo("nnt-nodenettuning-operator");
    assertThat(chart.pod("DaemonSet").at("/spec/serviceAccountName").asText())
        .isEqualTo("nnt-nodenettuning-node-daemon");
  }

  private static List<String> rights(JsonNode role) {
    return elements(role.path("rules"))
        .flatMap(rule ->
            elements(rule.path("apiGroups"))
                .flatMap(group ->
                    elements(rule.path("resources"))
                        .map(resource ->
                            "%s/%s: %s".formatted(group.asText(), resource.asText(), verbs(rule)))))
        .toList();
  }

  private static String verbs(JsonNode rule) {
    return String.join(" ", elements(rule.path("verbs")).map(JsonNode::asText).toList());
  }

  private static boolean isAggregated(JsonNode role) {
    return role.at("/metadata/labels").properties().stream()
        .anyMatch(label -> label.getKey().startsWith("rbac.authorization.k8s.io/aggregate-to"));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
