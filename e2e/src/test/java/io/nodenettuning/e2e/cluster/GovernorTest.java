package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The governor, on a cpufreq tree of plain files that the node carries for lack of a real one: this
 * proves paths and decisions; what a governor does, and what it refuses, the kernel lab proves.
 */
@Tag("cluster")
final class GovernorTest {
  private static final String POLICY = "/sys/devices/system/cpu/cpufreq/policy0/";

  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @Test
  void theGovernorOfChosenCpusIsSetAndRestored() {
    assertThat(CLUSTER.node().read(POLICY + "scaling_driver")).isEqualTo("simulated");
    CLUSTER.node().awaitValue(POLICY + "scaling_governor", "ondemand");
    Tuning tuning = CLUSTER.tuning("governor");

    tuning.apply(governor("performance"));
    tuning.awaitReady();
    assertThat(CLUSTER.node().read(POLICY + "scaling_governor")).isEqualTo("performance");

    tuning.delete();
    CLUSTER.node().awaitValue(POLICY + "scaling_governor", "ondemand");
  }

  @Test
  void aGovernorThatTheNodeLacksIsReported() {
    Tuning tuning = CLUSTER.tuning("governor");

    tuning.apply(governor("schedutil"));
    tuning.awaitCondition("Ready", "False", "NodesIncomplete");

    assertThat(tuning.message("Ready"))
        .contains("no governor schedutil", "performance, powersave, ondemand");
    assertThat(CLUSTER.node().read(POLICY + "scaling_governor")).isEqualTo("ondemand");
  }

  private static String governor(String governor) {
    return """
    nodeSelector: {}
    cpuPower:
    - name: first-cpu
      cpus: {list: "0"}
      governor: %s
    """
        .formatted(governor);
  }
}
