package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Watch;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NotReadyNode;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.operator.status.ConditionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a tuning tells of its nodes. */
class StatusTest extends OperatorTest {

  @Test
  void readyAndObservedGenerationAreThereFromTheFirstWrite() {
    cluster.apply(EDGE);

    eventually(() -> assertThat(cluster.tuning("edge").getStatus()).isNotNull());
    assertThat(cluster.status("edge").observedGeneration()).isEqualTo(1);
    assertThat(ready("edge")).isEqualTo("True NoNodes");
  }

  @Test
  void missingDaemonMakesItsNodeUnknown() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    fleet.daemonGoes("w1");
    eventually(() -> assertThat(notReady("DaemonMissing")).isTrue());
    fleet.daemonPod("w1", false);
    eventually(() -> assertThat(notReady("DaemonNotReady")).isTrue());
    fleet.daemonPod("w1", true);
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  @Test
  void rebootedNodeIsUnknownUntilItReportsFromThisBoot() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Node node = server.admin().nodes().withName("w1").require();

    fleet.kubelet(node, UUID.randomUUID().toString(), true);

    eventually(() -> assertThat(notReady("ReportOfEarlierBoot")).isTrue());
    daemons.report("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  @Test
  void nodeThatIsNotReadyIsUnavailableAndDoesNotHoldUpTheRest() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    fleet.joins("w2", AT_EDGE);
    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesUnknown"));

    fleet.dies("w2");

    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
    assertThat(cluster.counts("edge").unavailable()).isEqualTo(1);
    assertThat(notReady("NodeNotReady")).isTrue();
  }

  @Test
  void failureIsNamedWithNodeAndSettingAndToldAsEvent() {
    cluster.apply(EDGE);
    fleet.joins("w1", AT_EDGE);
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));

    daemons.report("w1", Reports.says(NodeClass.failing, Outcome.Failed, "rps:eth0/rx-0: EINVAL"));

    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesFailing"));
    assertThat(cluster.reason("edge", ConditionType.Stalled)).isEqualTo("True NodesFailing");
    assertThat(cluster.condition("edge", ConditionType.Ready).orElseThrow().message())
        .contains("w1 (rps:eth0/rx-0: EINVAL)");
    eventually(() -> assertThat(cluster.events("edge")).anyMatch(e -> e.startsWith("Degraded")));
    daemons.report("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
    assertThat(cluster.reason("edge", ConditionType.Stalled)).isEqualTo("absent");
  }

  @Test
  void auditIsReadyWhenEveryNodeHasReportedItsPlan() {
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "mode: Audit"));
    fleet.joins("w1", AT_EDGE);
    fleet.joins("w2", AT_EDGE);
    eventually(() -> assertThat(daemons.handedNames("w2")).containsExactly("edge"));
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));

    daemons.report("w1", Reports.says(NodeClass.ready, Outcome.Planned, null));
    eventually(() -> assertThat(cluster.counts("edge").planned()).isEqualTo(1));
    assertThat(ready("edge")).startsWith("False");
    daemons.report("w2", Reports.says(NodeClass.incomplete, Outcome.Unsupported, null));

    eventually(() -> assertThat(ready("edge")).isEqualTo("True PlansReported"));
  }

  @Test
  void ruleWithoutMatchAndConflictAreConditions() {
    cluster.apply(EDGE);
    fleet.joins("w1", AT_EDGE);
    eventually(() -> assertThat(daemons.handedNames("w1")).containsExactly("edge"));

    daemons.report(
        "w1",
        state ->
            Reports.with(
                state,
                NodeClass.incomplete,
                Map.of(Outcome.Conflict, 1),
                List.of("uplink"),
                null,
                "conflicts with tuning core"));

    eventually(() -> {
      assertThat(cluster.reason("edge", ConditionType.Unmatched)).isEqualTo("True RulesUnmatched");
      assertThat(cluster.reason("edge", ConditionType.Conflicting))
          .isEqualTo("True SettingsConflict");
    });
    assertThat(cluster.condition("edge", ConditionType.Unmatched).orElseThrow().message())
        .contains("uplink");
  }

  @Test
  void manyReportsAreFewWrites() {
    List<String> nodes = IntStream.range(0, 30).mapToObj(i -> "w%02d".formatted(i)).toList();
    cluster.apply(EDGE);
    nodes.forEach(node -> fleet.joins(node, AT_EDGE));
    eventually(() ->
        assertThat(nodes)
            .allSatisfy(node -> assertThat(daemons.handedNames(node)).contains("edge")));
    eventually(() -> assertThat(cluster.counts("edge").unknown()).isEqualTo(nodes.size()));
    Set<String> versions = ConcurrentHashMap.newKeySet();
    try (Watch watch = cluster.watch("edge", versions::add)) {
      Instant start = Instant.now();
      nodes.forEach(daemons::report);
      eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
      long seconds = Duration.between(start, Instant.now()).toSeconds();

      assertThat(watch).isNotNull();
      assertThat(versions)
          .as("the object as it was, one a second, one for the condition")
          .hasSizeLessThanOrEqualTo((int) seconds + 3);
    }
  }

  @Test
  void healthAndMetricsAreServed() throws Exception {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");

    assertThat(get("/healthz")).isEqualTo("ok\n");
    assertThat(get("/readyz")).isEqualTo("ok\n");
    assertThat(get("/metrics"))
        .contains("nodenettuning_leader 1.0")
        .contains("nodenettuning_tuning_nodes{class=\"ready\",tuning=\"edge\"} 1.0")
        .contains("nodenettuning_handout_writes_total{result=\"");
  }

  private boolean notReady(String reason) {
    List<NotReadyNode> nodes = cluster.status("edge").notReady();
    return nodes != null && nodes.stream().anyMatch(node -> node.reason().equals(reason));
  }
}
