package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The custom resource definitions as the chart installs them. */
@Tag("helm")
final class CrdsTest {
  private static final String KIND = "CustomResourceDefinition";

  @ParameterizedTest
  @ValueSource(
      strings = {"nodenettunings.nodenettuning.io", "nodenettuningstates.nodenettuning.io"})
  void areTheGeneratedOnesWithHelmsLabels(String name) {
    ObjectNode rendered = Chart.render().one(KIND, name).deepCopy();
    JsonNode generated = Chart.read("files/crds/" + name + ".yaml");

    ((ObjectNode) rendered.path("metadata")).remove("labels");
    ((ObjectNode) rendered.path("metadata")).remove("annotations");
    assertThat(rendered).isEqualTo(generated);
  }

  @Test
  void areKeptOnUninstallUnlessToldOtherwise() {
    assertThat(Chart.render().all(KIND))
        .hasSize(2)
        .allSatisfy(crd -> assertThat(policy(crd)).isEqualTo("keep"));
    assertThat(Chart.render("--set", "crds.keep=false").all(KIND))
        .hasSize(2)
        .allSatisfy(crd -> assertThat(policy(crd)).isEmpty());
  }

  @Test
  void canBeLeftToSomebodyElse() {
    assertThat(Chart.render("--set", "crds.enabled=false").all(KIND)).isEmpty();
  }

  private static String policy(JsonNode crd) {
    return crd.at("/metadata/annotations").path("helm.sh/resource-policy").asText();
  }
}
