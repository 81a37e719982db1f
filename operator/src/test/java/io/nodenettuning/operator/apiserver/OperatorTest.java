package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.operator.status.ConditionType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A fresh cluster and a running operator for each test. */
@Tag("apiserver")
abstract class OperatorTest {
  /** A tuning for nodes of the pool of the same name. */
  static String tuning(String name, String... fields) {
    return """
    apiVersion: nodenettuning.io/v1alpha1
    kind: NodeNetTuning
    metadata: {name: %1$s}
    spec:
      nodeSelector: {matchLabels: {%1$s: "yes"}}
    %2$s
    """
        .formatted(
            name, Stream.of(fields).map(field -> "  " + field).collect(Collectors.joining("\n")));
  }

  static final String EDGE = tuning("edge", "rpsSockFlowEntries: 65536");
  static final Map<String, String> AT_EDGE = Map.of("edge", "yes");

  final ApiServer server;
  final Cluster cluster;
  final Fleet fleet;
  final Daemons daemons;
  RunningOperator operator;

  OperatorTest() {
    try {
      server = ApiServer.running();
      cluster = new Cluster(server.admin());
      fleet = new Fleet(server.admin());
      daemons = new Daemons(server.admin());
      cluster.clear();
      operator = new RunningOperator(server, "operator-0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another operator in place of one that was closed. */
  final void restart() {
    try {
      operator = new RunningOperator(server, "operator-1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    operator.close();
    cluster.clear();
  }

  String ready(String tuning) {
    return cluster.reason(tuning, ConditionType.Ready);
  }

  /** An edge node, handed the tuning and ready. */
  void edgeNodeIsReady(String node) {
    fleet.joins(node, AT_EDGE);
    eventually(() -> assertThat(daemons.handedNames(node)).contains("edge"));
    daemons.report(node);
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
  }

  /** What the operator serves at a path beside its API. */
  String get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + operator.healthPort() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(NoSuchElementException.class)
        .untilAsserted(assertion);
  }
}
