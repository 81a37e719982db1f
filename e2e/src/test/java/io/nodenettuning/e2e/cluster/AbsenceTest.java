package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Absence says nothing: a node whose object or operator is gone keeps what it was last told. */
@Tag("cluster")
final class AbsenceTest {
  private static final String STATES = "nodenettuningstates.nodenettuning.io";

  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  private final Tuning tuning = new Tuning(CLUSTER.kubectl(), "absent");
  private Nic nic = new Nic(CLUSTER.node(), "absent0");

  @BeforeEach
  void aTunedNode() {
    nic = CLUSTER.veth("absent0");
    tuning.apply(spec(128));
    tuning.awaitReady();
  }

  private static String spec(int flows) {
    return """
    nodeSelector: {}
    interfaces:
    - name: flows
      match: {names: [absent0]}
      rfs: {flowCount: %d}
    """
        .formatted(flows);
  }

  @AfterEach
  void anOperator() {
    CLUSTER.scaleOperator(1);
  }

  @Test
  void aStateThatIsDeletedComesBackAndTheNodeStaysTunedMeanwhile() {
    try (Writes writes = Writes.to(nic)) {
      String before = CLUSTER.state().read().at("/metadata/uid").asText();
      CLUSTER.kubectl().run("delete nodenettuningstate e2e");
      CLUSTER.state().awaitCondition("ObjectReturned");
      tuning.awaitReady();

      assertThat(CLUSTER.state().read().at("/metadata/uid").asText()).isNotEqualTo(before);
      assertThat(writes.sinceLast()).isEmpty();
    }
  }

  @Test
  void aPausedTuningStaysThoughStateAndOperatorAreGoneTogether() {
    tuning.apply(spec(256) + "paused: true\n");
    tuning.awaitCondition("Ready", "False", "Paused");
    try (Writes writes = Writes.to(nic)) {
      CLUSTER.scaleOperator(0);
      CLUSTER.kubectl().run("delete nodenettuningstate e2e");
      CLUSTER.scaleOperator(1);
      CLUSTER.state().awaitOutcomes("absent", Map.of("Applied", 4));
      CLUSTER.state().awaitHanded("absent");
      tuning.awaitCondition("Ready", "False", "Paused");

      assertThat(writes.sinceLast()).isEmpty();
    }
    tuning.apply(spec(256));
    CLUSTER.node().awaitValue(nic.flowCount(1), "256");
  }

  @Test
  void aNodeCorrectsDriftsWhileTheDefinitionOfItsStateIsGone() {
    CLUSTER.kubectl().run("delete crd " + STATES);
    CLUSTER.node().echo("16", nic.flowCount(1));
    CLUSTER.node().awaitValue(nic.flowCount(1), "128");
    assertThat(CLUSTER.kubectl().run("get", "nodenettuningstates").status()).isNotZero();

    CLUSTER.upgrade();
    await("the state's return")
        .atMost(Duration.ofSeconds(60))
        .until(() -> CLUSTER.kubectl().run("get", "nodenettuningstate", "e2e").status() == 0);
    tuning.awaitReady();
  }

  @Test
  void aNodeCorrectsDriftsWithoutAnOperatorWhichCatchesUpLater() {
    CLUSTER.scaleOperator(0);
    CLUSTER.node().echo("16", nic.flowCount(1));
    CLUSTER.node().awaitValue(nic.flowCount(1), "128");
    CLUSTER.kubectl().run("delete nodenettuning absent --wait=false");
    assertThat(CLUSTER.node().read(nic.flowCount(1))).isEqualTo("128");

    CLUSTER.scaleOperator(1);
    CLUSTER.node().awaitValue(nic.flowCount(1), "0");
  }
}
