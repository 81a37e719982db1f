package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Packet and flow steering and offloads of an interface with four receive queues. */
@Tag("cluster")
final class SteeringTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @Test
  void everyQueueIsSteeredAndGetsItsOwnOriginalBack() {
    Nic nic = CLUSTER.veth("steer0");
    CLUSTER.node().echo("1", nic.rpsCpus(2));
    CLUSTER.node().echo("64", nic.flowCount(3));
    Tuning tuning = CLUSTER.tuning("steering");

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: steered
          match: {names: ["steer*"], types: [Veth]}
          rps: {cpus: {list: "0"}}
          rfs: {flowCount: 1024}
        """);
    tuning.awaitReady();

    assertThat(nic.rpsCpus()).allSatisfy(file -> assertThat(CLUSTER.node().mask(file)).isOne());
    assertThat(nic.flowCounts())
        .allSatisfy(file -> assertThat(CLUSTER.node().read(file)).isEqualTo("1024"));
    assertThat(CLUSTER.state().outcomes("steering"))
        .isEqualTo(Map.of("Applied", 7, "AlreadySet", 1));
    assertThat(tuning.cell("READY")).isEqualTo("True");
    assertThat(tuning.cell("NODES")).isEqualTo("1");
    assertThat(tuning.cell("DRIFTED")).isEqualTo("0");

    tuning.delete();

    CLUSTER.node().awaitMask(nic.rpsCpus(0), 0);
    CLUSTER.node().awaitMask(nic.rpsCpus(2), 1);
    CLUSTER.node().awaitValue(nic.flowCount(0), "0");
    CLUSTER.node().awaitValue(nic.flowCount(3), "64");
  }

  @Test
  void anOffloadIsTurnedOffAndBackOn() {
    CLUSTER.veth("offl0");
    Tuning tuning = CLUSTER.tuning("offload");
    assertThat(new Nic(CLUSTER.node(), "offl0").feature("tx-tcp-segmentation")).isTrue();

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: without-tso
          match: {names: [offl0]}
          offloads: {tx-tcp-segmentation: false}
        """);
    tuning.awaitReady();
    assertThat(new Nic(CLUSTER.node(), "offl0").feature("tx-tcp-segmentation")).isFalse();

    tuning.delete();
    assertThat(new Nic(CLUSTER.node(), "offl0").feature("tx-tcp-segmentation")).isTrue();
  }

  @Test
  void aValueThatTheTuningChangesIsFollowedAndTheFirstOriginalRestored() {
    Nic nic = CLUSTER.veth("follow0");
    String file = nic.flowCount(0);
    CLUSTER.node().echo("32", file);
    Tuning tuning = CLUSTER.tuning("followed");

    tuning.apply(flowCount(256));
    tuning.awaitReady();
    assertThat(CLUSTER.node().read(file)).isEqualTo("256");

    tuning.apply(flowCount(512));
    tuning.awaitReady();
    assertThat(CLUSTER.node().read(file)).isEqualTo("512");

    tuning.delete();
    CLUSTER.node().awaitValue(file, "32");
  }

  @Test
  void anInterfaceThatComesLaterOrAnewIsTunedToo() {
    Tuning tuning = CLUSTER.tuning("later");
    tuning.apply(flowCount(256));
    tuning.awaitCondition("Unmatched", "True", "RulesUnmatched");

    Nic first = CLUSTER.veth("follow0");
    CLUSTER.node().awaitValue(first.flowCount(0), "256");
    tuning.awaitWithout("Unmatched");

    first.remove();
    Nic second = CLUSTER.veth("follow0");
    CLUSTER.node().awaitValue(second.flowCount(0), "256");
    tuning.delete();
    CLUSTER.node().awaitValue(second.flowCount(0), "0");
  }

  private static String flowCount(int entries) {
    return """
    nodeSelector: {}
    interfaces:
    - name: flows
      match: {names: [follow0]}
      rfs: {flowCount: %d}
    """
        .formatted(entries);
  }
}
