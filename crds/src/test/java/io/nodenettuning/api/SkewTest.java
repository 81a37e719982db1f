package io.nodenettuning.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API server is a version ahead: its CRD has a mode and a field that these records lack. */
@Tag("apiserver")
class SkewTest {
  @RegisterExtension static final ApiServer SERVER = new ApiServer(SkewTest::newer);

  private static final String BOTH =
      """
      apiVersion: nodenettuning.io/v1alpha1
      kind: NodeNetTuning
      metadata: {name: newer}
      spec:
        nodeSelector: {}
        mode: Simulate
        interfaces:
        - name: uplink
          match: {types: [Physical]}
          rps: {}
          queueing: {distribution: Spread}
      ---
      apiVersion: nodenettuning.io/v1alpha1
      kind: NodeNetTuning
      metadata: {name: older}
      spec:
        nodeSelector: {}
        rpsSockFlowEntries: 4096
      """;

  @BeforeEach
  void applyBoth() {
    SERVER.client().load(new ByteArrayInputStream(BOTH.getBytes(UTF_8))).serverSideApply();
  }

  @Test
  void oneNewerObjectDoesNotHideTheOthers() {
    try (KubernetesClient client =
        SERVER.newClient(new KubernetesSerialization(ApiJson.tolerant(), true))) {
      List<NodeNetTuning> tunings = client.resources(NodeNetTuning.class).list().getItems();

      assertThat(tunings)
          .extracting(tuning -> tuning.getMetadata().getName())
          .containsExactlyInAnyOrder("newer", "older");
    }
  }

  @Test
  void whatIsNewIsNeverTakenForItsDefault() throws Exception {
    ObjectNode newer = (ObjectNode) SERVER.get("nodenettunings", "newer").get("spec");

    assertThat(RevisionContent.of(newer).json().at("/interfaces/0/queueing").isObject()).isTrue();
    assertThatThrownBy(() -> ApiJson.understand(newer, NodeNetTuningSpec.class))
        .isInstanceOf(NotUnderstoodException.class)
        .hasMessageStartingWith("interfaces[0].queueing: unknown field");
    newer.remove("interfaces");
    assertThatThrownBy(() -> ApiJson.understand(newer, NodeNetTuningSpec.class))
        .hasMessage("mode: unknown value \"Simulate\"; want one of Audit, Enforce");
  }

  private static void newer(CustomResourceDefinition crd) {
    if (!crd.getMetadata().getName().startsWith("nodenettunings.")) {
      return;
    }
    JSONSchemaProps spec =
        property(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), "spec");
    var modes = new ArrayList<>(property(spec, "mode").getEnum());
    modes.add(TextNode.valueOf("Simulate"));
    property(spec, "mode").setEnum(modes);
    property(spec, "interfaces")
        .getItems()
        .getSchema()
        .getProperties()
        .put(
            "queueing",
            new JSONSchemaPropsBuilder()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .build());
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }
}
