package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Watch;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeDrift;
import io.nodenettuning.api.NotReadyNode;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.status.ConditionType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    cluster.daemonGoes("w1");
    eventually(() -> assertThat(notReady("DaemonMissing")).isTrue());
    cluster.daemonPod("w1", false);
    eventually(() -> assertThat(notReady("DaemonNotReady")).isTrue());
    cluster.daemonPod("w1", true);
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  @Test
  void rebootedNodeIsUnknownUntilItReportsFromThisBoot() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Node node = server.admin().nodes().withName("w1").require();

    cluster.kubelet(node, UUID.randomUUID().toString(), true);

    eventually(() -> assertThat(notReady("ReportOfEarlierBoot")).isTrue());
    cluster.daemonReports("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  @Test
  void nodeThatIsNotReadyIsUnavailableAndDoesNotHoldUpTheRest() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    cluster.joins("w2", AT_EDGE);
    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesUnknown"));

    cluster.dies("w2");

    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
    assertThat(cluster.counts("edge").unavailable()).isEqualTo(1);
    assertThat(notReady("NodeNotReady")).isTrue();
  }

  @Test
  void failureIsNamedWithNodeAndSettingAndToldAsEvent() {
    cluster.apply(EDGE);
    cluster.joins("w1", AT_EDGE);
    eventually(() -> assertThat(cluster.handedNames("w1")).containsExactly("edge"));

    cluster.daemonReports("w1", says(NodeClass.failing, Outcome.Failed, "rps:eth0/rx-0: EINVAL"));

    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesFailing"));
    assertThat(cluster.reason("edge", ConditionType.Stalled)).isEqualTo("True NodesFailing");
    assertThat(cluster.condition("edge", ConditionType.Ready).orElseThrow().message())
        .contains("w1 (rps:eth0/rx-0: EINVAL)");
    eventually(() -> assertThat(cluster.events("edge")).anyMatch(e -> e.startsWith("Degraded")));
    cluster.daemonReports("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
    assertThat(cluster.reason("edge", ConditionType.Stalled)).isEqualTo("absent");
  }

  @Test
  void driftIsToldOncePerIncident() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Drift first = drift("rps:eth0/rx-0", Instant.now());
    Drift again = drift("rps:eth0/rx-0", Instant.now().plusSeconds(2));

    cluster.daemonReports("w1", state -> state, List.of(first));
    eventually(() ->
        assertThat(cluster.events("edge"))
            .contains(
                "Drifted: w1: rps:eth0/rx-0 was changed from 3 to 0 by tuned (tuned.service),"
                    + " put back"));
    cluster.daemonReports("w1", state -> state, List.of(again, first));
    cluster.daemonReports(
        "w1", says(NodeClass.drifted, Outcome.Drifted, "rps:eth0/rx-0"), List.of(again, first));

    eventually(() -> assertThat(cluster.reason("edge", ConditionType.Drifted)).startsWith("True"));
    assertThat(cluster.events("edge")).filteredOn(e -> e.startsWith("Drifted")).hasSize(1);
    assertThat(ready("edge")).isEqualTo("False NodesDrifted");
    assertThat(cluster.counts("edge").drifted()).isEqualTo(1);
  }

  @Test
  void driftsThatWerePutBackAreCountedAndListedAlsoByTheNextOperator() throws IOException {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    edgeNodeIsReady("w2");
    assertThat(cluster.status("edge").driftsTotal()).isZero();
    Instant earlier = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    cluster.daemonReports(
        "w1",
        counted(12),
        List.of(drift("rps:eth0/rx-1", earlier), drift("rps:eth0/rx-0", earlier)));
    cluster.daemonReports(
        "w2", counted(1), List.of(drift("rps:eth0/rx-2", earlier.plusSeconds(9))));

    eventually(() -> assertThat(cluster.status("edge").driftsTotal()).isEqualTo(13));
    assertThat(cluster.status("edge").drifts())
        .extracting(NodeDrift::node, NodeDrift::id, NodeDrift::time)
        .containsExactly(
            tuple("w2", "rps:eth0/rx-2", earlier.plusSeconds(9).toString()),
            tuple("w1", "rps:eth0/rx-1", earlier.toString()),
            tuple("w1", "rps:eth0/rx-0", earlier.toString()));
    assertThat(ready("edge")).isEqualTo("True AllNodesReady");
    String version = cluster.tuning("edge").getMetadata().getResourceVersion();
    operator.close();
    restart();
    cluster.apply(tuning("marker", "rpsSockFlowEntries: 1"));
    eventually(() -> assertThat(ready("marker")).isEqualTo("True NoNodes"));
    assertThat(cluster.tuning("edge").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void driftsWithoutEndAreFewWrites() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Set<String> versions = ConcurrentHashMap.newKeySet();
    try (Watch watch = cluster.watch("edge", versions::add)) {
      Instant start = Instant.now();
      for (int i = 1; i <= 40; i++) {
        cluster.daemonReports("w1", counted(i), List.of(drift("rps:eth0/rx-0", Instant.now())));
      }
      eventually(() -> assertThat(cluster.status("edge").driftsTotal()).isEqualTo(40));
      long seconds = Duration.between(start, Instant.now()).toSeconds();

      assertThat(watch).isNotNull();
      assertThat(versions)
          .as("the object as it was, the first drift, and one in ten seconds")
          .hasSizeLessThanOrEqualTo((int) seconds / 10 + 3);
    }
  }

  private static UnaryOperator<TuningState> counted(long drifts) {
    return state ->
        new TuningState(
            state.uid(),
            state.name(),
            state.revision(),
            state.priority(),
            state.nodeClass(),
            state.outcomes(),
            null,
            drifts,
            null);
  }

  @Test
  void auditIsReadyWhenEveryNodeHasReportedItsPlan() {
    cluster.apply(tuning("edge", "rpsSockFlowEntries: 65536", "mode: Audit"));
    cluster.joins("w1", AT_EDGE);
    cluster.joins("w2", AT_EDGE);
    eventually(() -> assertThat(cluster.handedNames("w2")).containsExactly("edge"));
    eventually(() -> assertThat(cluster.handedNames("w1")).containsExactly("edge"));

    cluster.daemonReports("w1", says(NodeClass.ready, Outcome.Planned, null));
    eventually(() -> assertThat(cluster.counts("edge").planned()).isEqualTo(1));
    assertThat(ready("edge")).startsWith("False");
    cluster.daemonReports("w2", says(NodeClass.incomplete, Outcome.Unsupported, null));

    eventually(() -> assertThat(ready("edge")).isEqualTo("True PlansReported"));
  }

  @Test
  void ruleWithoutMatchAndConflictAreConditions() {
    cluster.apply(EDGE);
    cluster.joins("w1", AT_EDGE);
    eventually(() -> assertThat(cluster.handedNames("w1")).containsExactly("edge"));

    cluster.daemonReports(
        "w1",
        state ->
            new TuningState(
                state.uid(),
                state.name(),
                state.revision(),
                state.priority(),
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
    nodes.forEach(node -> cluster.joins(node, AT_EDGE));
    eventually(() ->
        assertThat(nodes)
            .allSatisfy(node -> assertThat(cluster.handedNames(node)).contains("edge")));
    eventually(() -> assertThat(cluster.counts("edge").unknown()).isEqualTo(nodes.size()));
    Set<String> versions = ConcurrentHashMap.newKeySet();
    try (Watch watch = cluster.watch("edge", versions::add)) {
      Instant start = Instant.now();
      nodes.forEach(cluster::daemonReports);
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

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + operator.healthPort() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private boolean notReady(String reason) {
    List<NotReadyNode> nodes = cluster.status("edge").notReady();
    return nodes != null && nodes.stream().anyMatch(node -> node.reason().equals(reason));
  }

  private static UnaryOperator<TuningState> says(
      NodeClass nodeClass, Outcome outcome, @Nullable String message) {
    return state ->
        new TuningState(
            state.uid(),
            state.name(),
            state.revision(),
            state.priority(),
            nodeClass,
            Map.of(outcome, 1),
            null,
            null,
            message);
  }

  private static Drift drift(String id, Instant at) {
    return new Drift(id, "edge", "3", "0", Objects.toString(at), true, "tuned (tuned.service)");
  }
}
