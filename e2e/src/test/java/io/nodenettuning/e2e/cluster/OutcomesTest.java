package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cannot be had, is disputed, or is only asked about. */
@Tag("cluster")
final class OutcomesTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @Test
  void whatTheNodeCannotDoIsReportedAndTheRestApplied() {
    Nic nic = CLUSTER.veth("partly0");
    Tuning tuning = CLUSTER.tuning("partly");

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: greedy
          match: {names: [partly0]}
          rps: {cpus: {list: "0"}}
          offloads: {gso: false, rx-fcs: true, tx-without-meaning: true}
        """);
    tuning.awaitCondition("Ready", "False", "NodesIncomplete");

    tuning.awaitCondition("Stalled", "True", "NodesIncomplete");
    assertThat(nic.rpsCpus()).allSatisfy(file -> assertThat(CLUSTER.node().mask(file)).isOne());
    assertThat(new Nic(CLUSTER.node(), "partly0").feature("generic-segmentation-offload"))
        .isFalse();
    assertThat(outcome("offload:partly0/rx-fcs")).isEqualTo("Immutable");
    assertThat(outcome("offload:partly0/tx-without-meaning")).isEqualTo("Unsupported");
    assertThat(tuning.read().at("/status/counts/incomplete").asInt()).isEqualTo(1);

    tuning.delete();
    CLUSTER.node().awaitMask(nic.rpsCpus(0), 0);
    assertThat(new Nic(CLUSTER.node(), "partly0").feature("generic-segmentation-offload")).isTrue();
  }

  @Test
  void whatIsToBeIgnoredWhereUnsupportedIsNoFault() {
    Nic nic = CLUSTER.veth("ignore0");
    Tuning tuning = CLUSTER.tuning("ignoring");

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: any
          match: {names: [ignore0]}
          rps: {cpus: {list: "0"}}
          offloads: {tx-without-meaning: false}
          ifUnsupported: Ignore
        """);
    tuning.awaitReady();

    assertThat(CLUSTER.node().mask(nic.rpsCpus(0))).isOne();
  }

  @Test
  void aTableThatOnlyTheInitialNetworkNamespaceHasIsUnsupportedElsewhere() {
    Tuning tuning = CLUSTER.tuning("flow-table");

    tuning.apply("{nodeSelector: {}, rpsSockFlowEntries: 32768}");
    tuning.awaitCondition("Ready", "False", "NodesIncomplete");

    assertThat(outcome("sysctl:net.core.rps_sock_flow_entries")).isEqualTo("Unsupported");
    assertThat(tuning.message("Ready"))
        .contains(
            "sysctl:net.core.rps_sock_flow_entries", "initial network namespace", "container");
  }

  @Test
  void aRuleForAnInterfaceThatNoNodeHasIsNamed() {
    Tuning tuning = CLUSTER.tuning("elsewhere");

    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: missing
          match: {names: [nosuchnic0]}
          rps: {cpus: {}}
        """);
    tuning.awaitCondition("Unmatched", "True", "RulesUnmatched");

    assertThat(tuning.message("Unmatched")).contains("missing");
  }

  @Test
  void tuningsOfTheSamePriorityThatDisagreeBothSaySo() {
    Nic nic = CLUSTER.veth("both0");
    Tuning first = CLUSTER.tuning("dispute-a");
    Tuning second = CLUSTER.tuning("dispute-b");
    first.apply(flowCount(128, 0));
    first.awaitReady();

    second.apply(flowCount(256, 0));

    second.awaitCondition("Conflicting", "True", "SettingsConflict");
    first.awaitCondition("Conflicting", "True", "SettingsConflict");
    assertThat(first.message("Conflicting")).contains("rfs:both0/rx-0", "tuning dispute-b");
    assertThat(second.message("Conflicting")).contains("rfs:both0/rx-0", "tuning dispute-a");
    assertThat(CLUSTER.state().outcomes("dispute-a")).isEqualTo(Map.of("Conflict", 4));
    assertThat(CLUSTER.state().outcomes("dispute-b")).isEqualTo(Map.of("Conflict", 4));
    assertThat(CLUSTER.node().read(nic.flowCount(0))).isEqualTo("128");

    second.apply(flowCount(256, 10));
    second.awaitReady();
    first.awaitReady();
    assertThat(CLUSTER.state().outcomes("dispute-a")).isEqualTo(Map.of("Overridden", 4));
    assertThat(CLUSTER.node().read(nic.flowCount(0))).isEqualTo("256");

    second.delete();
    CLUSTER.node().awaitValue(nic.flowCount(0), "128");
    first.delete();
    CLUSTER.node().awaitValue(nic.flowCount(0), "0");
  }

  @Test
  void anAuditTellsWhatItWouldWriteAndWritesNothing() {
    Nic nic = CLUSTER.veth("audit0");
    Tuning tuning = CLUSTER.tuning("audit");
    try (Writes writes = Writes.to(nic)) {
      tuning.apply(audit("Audit"));
      tuning.awaitCondition("Ready", "True", "PlansReported");

      assertThat(CLUSTER.state().outcomes("audit")).isEqualTo(Map.of("Planned", 4));
      assertThat(tuning.read().at("/status/counts/planned").asInt()).isEqualTo(1);
      assertThat(writes.sinceLast()).isEmpty();

      tuning.apply(audit("Enforce"));
      tuning.awaitReady();
      assertThat(writes.sinceLast()).containsExactlyElementsOf(nic.flowCounts());
    }
  }

  private static String outcome(String id) {
    return CLUSTER.state().setting(id).path("outcome").asText();
  }

  private static String flowCount(int entries, int priority) {
    return """
    nodeSelector: {}
    priority: %d
    interfaces:
    - name: flows
      match: {names: [both0]}
      rfs: {flowCount: %d}
    """
        .formatted(priority, entries);
  }

  private static String audit(String mode) {
    return """
    nodeSelector: {}
    mode: %s
    interfaces:
    - name: flows
      match: {names: [audit0]}
      rfs: {flowCount: 128}
    """
        .formatted(mode);
  }
}
