package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Daemons end, by a kill or with their pod; what they set stays, and the next one knows of it. */
@Tag("cluster")
final class DaemonLifeTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  private final Tuning tuning = new Tuning(CLUSTER.kubectl(), "kept");
  private final DaemonPod daemon = new DaemonPod(CLUSTER);
  private Nic nic = new Nic(CLUSTER.node(), "kept0");

  @BeforeEach
  void anInterfaceWithValuesOfItsOwn() {
    nic = CLUSTER.veth("kept0");
    CLUSTER.node().echo("16", nic.flowCount(1));
  }

  @Test
  void aDaemonThatIsKilledChangesNothingAndItsSuccessorWritesNothing() {
    try (Writes writes = Writes.to(nic)) {
      tuning.apply(flowCount(128));
      tuning.awaitReady();
      assertThat(writes.sinceLast()).containsExactlyElementsOf(nic.flowCounts());

      daemon.kill();
      tuning.awaitReady();
      daemon.delete();
      tuning.awaitReady();

      assertThat(writes.sinceLast()).isEmpty();
      assertThat(nic.flowCounts())
          .allSatisfy(file -> assertThat(CLUSTER.node().read(file)).isEqualTo("128"));
    }
    tuning.delete();
    CLUSTER.node().awaitValue(nic.flowCount(0), "0");
    CLUSTER.node().awaitValue(nic.flowCount(1), "16");
  }

  @Test
  void aDaemonThatEndsWhileItAppliesLosesNoOriginal() {
    tuning.apply(flowCount(128));
    daemon.kill();
    tuning.awaitReady();

    tuning.apply(flowCount(256));
    daemon.delete();
    tuning.awaitReady();
    assertThat(CLUSTER.node().read(nic.flowCount(1))).isEqualTo("256");

    tuning.delete();
    CLUSTER.node().awaitValue(nic.flowCount(0), "0");
    CLUSTER.node().awaitValue(nic.flowCount(1), "16");
  }

  @Test
  void whatHappensWhileNoDaemonRunsIsCaughtUpWith() {
    tuning.apply(flowCount(128));
    tuning.awaitReady();

    daemon.whileAway(() -> CLUSTER.node().echo("64", nic.flowCount(2)));
    CLUSTER.node().awaitValue(nic.flowCount(2), "128");
    CLUSTER.state().awaitDrift(drift -> drift.path("id").asText().equals("rfs:kept0/rx-2"));

    daemon.whileAway(() -> CLUSTER.kubectl().run("delete nodenettuning kept --wait=false"));
    CLUSTER.node().awaitValue(nic.flowCount(1), "16");
    CLUSTER.node().awaitValue(nic.flowCount(2), "0");
  }

  private static String flowCount(int entries) {
    return """
    nodeSelector: {}
    interfaces:
    - name: flows
      match: {names: [kept0]}
      rfs: {flowCount: %d}
    """
        .formatted(entries);
  }
}
