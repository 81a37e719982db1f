package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What only a node in the initial network namespace has: the table of receive flows, and a network
 * card with interrupts. They are this machine's own.
 */
@Tag("cluster")
final class MachineNetworkTest {
  private static final String FLOW_TABLE = "/proc/sys/net/core/rps_sock_flow_entries";

  @RegisterExtension static final Cluster CLUSTER = Cluster.inMachineNetwork();

  @Test
  void theTableOfReceiveFlowsIsSizedAndSharedByTheQueues() {
    Nic nic = CLUSTER.veth("e2eflow0");
    String original = CLUSTER.node().read(FLOW_TABLE);
    Tuning tuning = CLUSTER.tuning("flows");

    tuning.apply(
        """
        nodeSelector: {}
        rpsSockFlowEntries: 65536
        interfaces:
        - name: share-of-the-table
          match: {names: [e2eflow0]}
          rfs: {flowCount: Auto}
        """);
    tuning.awaitReady();

    assertThat(CLUSTER.node().read(FLOW_TABLE)).isEqualTo("65536");
    assertThat(nic.flowCounts())
        .allSatisfy(file -> assertThat(CLUSTER.node().read(file)).isEqualTo("16384"));

    tuning.delete();
    CLUSTER.node().awaitValue(FLOW_TABLE, original);
    CLUSTER.node().awaitValue(nic.flowCount(0), "0");
  }

  @Test
  void theInterruptsOfACardAreSteeredPutBackAfterADriftAndRestored() {
    Nic nic = Nic.uplink(CLUSTER.node());
    List<String> affinities = nic.affinities();
    assumeFalse(affinities.isEmpty(), "the default route is on a virtio card");
    List<String> originals = affinities.stream().map(CLUSTER.node()::read).toList();
    int cpu = originals.getFirst().equals("1") ? 0 : 1;
    Tuning tuning = CLUSTER.tuning("interrupts");

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: uplink
          match: {drivers: [virtio_net], routes: [Default]}
          irqAffinity: {cpus: {list: "%d"}, distribution: AllCpus}
        """
            .formatted(cpu));
    tuning.awaitReady();
    assertThat(affinities)
        .allSatisfy(file -> assertThat(CLUSTER.node().mask(file)).isEqualTo(1 << cpu));

    CLUSTER.node().echo(originals.getFirst(), affinities.getFirst());
    CLUSTER.node().awaitMask(affinities.getFirst(), 1 << cpu);

    tuning.delete();
    assertThat(affinities.stream().map(CLUSTER.node()::read)).containsExactlyElementsOf(originals);
  }
}
