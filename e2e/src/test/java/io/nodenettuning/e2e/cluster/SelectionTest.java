package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which nodes a tuning is for. */
@Tag("cluster")
final class SelectionTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @AfterEach
  void unlabelled() {
    CLUSTER.kubectl().run("label node e2e pool-");
  }

  @Test
  void aNodeThatIsLabelledGetsTheTuningAndLosesItWithTheLabel() {
    Nic nic = CLUSTER.veth("label0");
    String file = nic.flowCount(0);
    Tuning tuning = CLUSTER.tuning("pooled");
    tuning.apply(
        """
        nodeSelector: {matchLabels: {pool: edge}}
        interfaces:
        - name: flows
          match: {names: [label0]}
          rfs: {flowCount: 128}
        """);
    tuning.awaitCondition("Ready", "True", "NoNodes");
    assertThat(CLUSTER.node().read(file)).isEqualTo("0");

    CLUSTER.kubectl().run("label node e2e pool=edge");
    CLUSTER.node().awaitValue(file, "128");
    tuning.awaitReady();
    assertThat(tuning.cell("NODES")).isEqualTo("1");

    CLUSTER.kubectl().run("label node e2e pool=core --overwrite");
    CLUSTER.node().awaitValue(file, "0");
    tuning.awaitCondition("Ready", "True", "NoNodes");
  }
}
