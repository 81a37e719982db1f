package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** A fresh cluster and a running operator for each test. */
@Tag("apiserver")
abstract class OperatorTest {
  static final String EDGE =
      """
      apiVersion: nodenettuning.io/v1alpha1
      kind: NodeNetTuning
      metadata: {name: edge}
      spec:
        nodeSelector: {matchLabels: {pool: edge}}
        rpsSockFlowEntries: 65536
      """;

  final ApiServer server;
  final Cluster cluster;
  RunningOperator operator;

  OperatorTest() {
    try {
      server = ApiServer.running();
      cluster = new Cluster(server.admin());
      cluster.clear();
      operator = new RunningOperator(server, "operator-0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void operatorRuns() {
    assertThat(operator.failed()).isFalse();
  }

  @AfterEach
  void stop() {
    operator.close();
    cluster.clear();
  }

  static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }
}
