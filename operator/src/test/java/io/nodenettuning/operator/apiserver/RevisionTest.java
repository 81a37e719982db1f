package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.operator.status.ConditionType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of specs: revisions, kept and dropped; and what is not understood. */
class RevisionTest extends OperatorTest {

  @Test
  void revisionHoldsWhatANodeHasToDoAndBelongsToItsTuning() {
    NodeNetTuning tuning =
        cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "priority: 3", "mode: Audit"));

    eventually(() -> assertThat(cluster.revisions("edge")).hasSize(1));
    ControllerRevision revision =
        server
            .admin()
            .apps()
            .controllerRevisions()
            .inNamespace(ApiServer.NAMESPACE)
            .withName(cluster.revisions("edge").getFirst())
            .require();
    assertThat(revision.getMetadata().getOwnerReferences().getFirst().getUid())
        .isEqualTo(tuning.getMetadata().getUid());
    assertThat(server.admin().getKubernetesSerialization().asJson(revision.getData()))
        .contains("\"rpsSockFlowEntries\":65536")
        .contains("\"mode\":\"Audit\"")
        .doesNotContain("nodeSelector")
        .doesNotContain("priority");
  }

  @Test
  void lastRevisionsAndThoseThatNodesHaveAreKept() {
    fleet.joins("w1", AT_EDGE);
    cluster.apply(EDGE);
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    AssignedTuning held = daemons.handed("w1").getFirst();

    for (int entries = 1; entries <= 8; entries++) {
      cluster.apply(tuning("edge", "paused: true", "rpsSockFlowEntries: " + entries));
      long generation = cluster.tuning("edge").getMetadata().getGeneration();
      eventually(
          () -> assertThat(cluster.status("edge").observedGeneration()).isEqualTo(generation));
    }

    assertThat(cluster.revisions("edge")).hasSize(6).contains(held.revision());
    assertThat(daemons.handed("w1")).containsExactly(held);
  }

  @Test
  void revisionLeftByATuningOfTheSameNameIsReplaced() {
    NodeNetTuning first = cluster.apply(EDGE);
    eventually(() -> assertThat(cluster.revisions("edge")).hasSize(1));
    cluster.delete("edge");
    eventually(() -> assertThat(cluster.isThere("edge")).isFalse());
    assertThat(cluster.revisions("edge")).as("nobody collects garbage here").hasSize(1);

    NodeNetTuning second = cluster.apply(EDGE);
    fleet.joins("w1", AT_EDGE);

    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    assertThat(second.getMetadata().getUid()).isNotEqualTo(first.getMetadata().getUid());
    assertThat(
            server
                .admin()
                .apps()
                .controllerRevisions()
                .inNamespace(ApiServer.NAMESPACE)
                .withName(cluster.revisions("edge").getFirst())
                .require()
                .getMetadata()
                .getOwnerReferences()
                .getFirst()
                .getUid())
        .isEqualTo(second.getMetadata().getUid());
  }

  @Test
  void newerTuningIsRefusedWhatWasHandedOutStaysAndOthersAreNotDisturbed() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    AssignedTuning held = daemons.handed("w1").getFirst();
    CustomResourceDefinition shipped = crd();
    try {
      server.admin().resource(withField(shipped, "turbo")).update();
      eventually(() -> {
        cluster.apply(tuning("edge", "rpsSockFlowEntries: 1", "turbo: full"));
        assertThat(cluster.reason("edge", ConditionType.Accepted)).isEqualTo("False NotUnderstood");
      });
      assertThat(cluster.condition("edge", ConditionType.Ready).orElseThrow().message())
          .contains("spec.turbo");
      assertThat(cluster.reason("edge", ConditionType.Stalled)).isEqualTo("True NotUnderstood");
      fleet.joins("w2", Map.of("edge", "yes", "core", "yes"));
      cluster.apply(tuning("core", "rpsSockFlowEntries: 1024"));
      eventually(() -> assertThat(daemons.state("w2")).isPresent());
      daemons.has("w2", List.of());
      eventually(() -> assertThat(daemons.handedNames("w2")).containsExactly("core"));
      assertThat(daemons.handed("w1")).containsExactly(held);
    } finally {
      CustomResourceDefinition now = crd();
      shipped.getMetadata().setResourceVersion(now.getMetadata().getResourceVersion());
      server.admin().resource(shipped).update();
    }
  }

  private CustomResourceDefinition crd() {
    return server
        .admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("nodenettunings.nodenettuning.io")
        .require();
  }

  private static CustomResourceDefinition withField(CustomResourceDefinition crd, String field) {
    CustomResourceDefinition newer = new CustomResourceDefinitionBuilder(crd).build();
    JSONSchemaProps schema =
        newer.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    Objects.requireNonNull(schema.getProperties().get("spec"))
        .getProperties()
        .put(field, new JSONSchemaPropsBuilder().withType("string").build());
    return newer;
  }
}
