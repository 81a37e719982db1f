package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuningState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is handed what, and when nothing is. */
class HandoutTest extends OperatorTest {

  @Test
  void nodeGainsAndLosesTuningsWithItsLabels() {
    fleet.joins("w1", Map.of());
    eventually(() -> assertThat(daemons.state("w1")).isPresent());
    assertThat(daemons.state("w1").orElseThrow().getSpec().tunings()).isNotNull().isEmpty();
    cluster.apply(EDGE);
    cluster.apply(tuning("core", "rpsSockFlowEntries: 1024", "priority: 7"));

    fleet.relabel("w1", "edge", "yes");
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    fleet.relabel("w1", "core", "yes");
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("core", "edge"));
    fleet.relabel("w1", "edge", "no");
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("core"));
    assertThat(daemons.handed("w1").getFirst().priority()).isEqualTo(7);
  }

  @Test
  void changedPriorityIsHandedOutWithoutNewRevision() {
    fleet.joins("w1", AT_EDGE);
    cluster.apply(EDGE);
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    AssignedTuning before = daemons.handed("w1").getFirst();

    cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "priority: 5"));

    eventually(() -> assertThat(daemons.handed("w1").getFirst().priority()).isEqualTo(5));
    assertThat(daemons.handed("w1").getFirst().revision()).isEqualTo(before.revision());
    assertThat(cluster.revisions("edge")).containsExactly(before.revision());
  }

  @Test
  void nothingIsWrittenWhenNothingChanged() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    String tuning = cluster.tuning("edge").getMetadata().getResourceVersion();
    String state = daemons.state("w1").orElseThrow().getMetadata().getResourceVersion();

    fleet.annotate("w1", "1");
    daemons.report("w1");
    fleet.joins("marker", Map.of());
    eventually(() -> assertThat(daemons.state("marker")).isPresent());
    operator.close();
    restart();
    fleet.joins("marker2", Map.of());
    eventually(() -> assertThat(daemons.state("marker2")).isPresent());
    cluster.apply(tuning("marker", "rpsSockFlowEntries: 1"));
    eventually(() -> assertThat(ready("marker")).isEqualTo("True NoNodes"));

    assertThat(cluster.tuning("edge").getMetadata().getResourceVersion()).isEqualTo(tuning);
    assertThat(daemons.state("w1").orElseThrow().getMetadata().getResourceVersion())
        .isEqualTo(state);
  }

  @Test
  void nodeThatComesBackUnderItsNameGetsAStateOfItsOwn() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    NodeNetTuningState before = daemons.state("w1").orElseThrow();

    fleet.leaves("w1");
    Node again = fleet.joins("w1", AT_EDGE);

    eventually(() -> {
      NodeNetTuningState now = daemons.state("w1").orElseThrow();
      assertThat(now.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
      assertThat(now.getSpec().nodeUID()).isEqualTo(again.getMetadata().getUid());
      assertThat(now.getMetadata().getOwnerReferences().getFirst().getUid())
          .isEqualTo(again.getMetadata().getUid());
      assertThat(daemons.handedNames("w1")).containsExactly("edge");
    });
    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesUnknown"));
    daemons.report("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  @Test
  void deletedStateIsMadeAnew() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    NodeNetTuningState before = daemons.state("w1").orElseThrow();

    cluster.deleteState("w1");

    eventually(() -> {
      NodeNetTuningState now = daemons.state("w1").orElseThrow();
      assertThat(now.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
      assertThat(now.getSpec()).isEqualTo(before.getSpec());
    });
  }

  @Test
  void stateOfNodeThatIsGoneIsLeftToTheGarbageCollector() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    fleet.leaves("w1");

    eventually(() -> assertThat(cluster.counts("edge").selected()).isZero());
    assertThat(daemons.handedNames("w1")).containsExactly("edge");
    cluster.deleteState("w1");
    fleet.joins("marker", Map.of());
    eventually(() -> assertThat(daemons.state("marker")).isPresent());
    assertThat(daemons.state("w1")).isEmpty();
  }

  @Test
  void whatSomebodyElseChangedInAStateIsPutRight() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    server
        .admin()
        .resources(NodeNetTuningState.class)
        .withName("w1")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"hold\":true,\"tunings\":[]}}");

    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));
    assertThat(daemons.state("w1").orElseThrow().getSpec().hold()).isTrue();
  }

  @Test
  void pausedTuningStaysWhereItIsAndGoesNowhereElse() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    AssignedTuning entry = daemons.handed("w1").getFirst();

    cluster.apply(tuning("edge", "rpsSockFlowEntries: 4096", "paused: true"));
    eventually(() -> assertThat(ready("edge")).isEqualTo("False Paused"));
    fleet.joins("w2", AT_EDGE);
    eventually(() -> assertThat(daemons.state("w2")).isPresent());
    cluster.deleteState("w1");
    eventually(() -> assertThat(daemons.handed("w1")).containsExactly(entry));
    assertThat(daemons.handed("w2")).isEmpty();

    cluster.apply(tuning("edge", "rpsSockFlowEntries: 4096"));
    eventually(() -> {
      assertThat(daemons.handedNames("w2")).containsExactly("edge");
      assertThat(daemons.handed("w1").getFirst().revision()).isNotEqualTo(entry.revision());
    });
  }

  @Test
  void pausedTuningSurvivesThatStateAndOperatorAreGoneTogether() {
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "priority: 7"));
    cluster.apply(tuning("core", "rpsSockFlowEntries: 1024"));
    fleet.joins("w1", Map.of("edge", "yes", "core", "yes"));
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge", "core"));
    daemons.report("w1");
    List<AssignedTuning> before = daemons.handed("w1");
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 4096", "priority: 3", "paused: true"));
    eventually(() -> assertThat(ready("edge")).isEqualTo("False Paused"));

    operator.close();
    cluster.deleteState("w1");
    fleet.joins("w2", AT_EDGE);
    restart();

    eventually(() -> assertThat(daemons.state("w1")).isPresent());
    eventually(() -> assertThat(daemons.state("w2")).isPresent());
    assertThat(daemons.state("w1").orElseThrow().getSpec().tunings()).isNull();
    daemons.has("w1", before);
    daemons.has("w2", List.of());
    eventually(() -> assertThat(daemons.handed("w1")).isEqualTo(before));
    eventually(() ->
        assertThat(daemons.state("w2").orElseThrow().getSpec().tunings()).isNotNull().isEmpty());
    daemons.report("w1");
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 4096", "priority: 3"));
    eventually(() -> {
      assertThat(daemons.handed("w1").getFirst().priority()).isEqualTo(3);
      assertThat(daemons.handedNames("w2")).containsExactly("edge");
    });
  }

  @Test
  void nodesOutsideTheDaemonSetAreNotEligible() {
    server
        .admin()
        .resource(
            new DaemonSetBuilder()
                .withNewMetadata()
                .withName("nodenettuning-node-daemon")
                .withNamespace(ApiServer.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "daemon")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "daemon")
                .endMetadata()
                .withNewSpec()
                .addToNodeSelector("tuned", "yes")
                .addNewContainer()
                .withName("daemon")
                .withImage("daemon")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    fleet.joins("w1", Map.of("edge", "yes", "tuned", "yes"));
    fleet.joins("w2", AT_EDGE);
    cluster.apply(EDGE);

    eventually(() -> {
      assertThat(daemons.handedNames("w1")).containsExactly("edge");
      assertThat(cluster.counts("edge").selected()).isEqualTo(2);
      assertThat(cluster.counts("edge").eligible()).isEqualTo(1);
    });
    assertThat(daemons.state("w2")).isEmpty();
    fleet.relabel("w2", "tuned", "yes");
    eventually(() -> assertThat(daemons.handedNames("w2")).containsExactly("edge"));
  }
}
