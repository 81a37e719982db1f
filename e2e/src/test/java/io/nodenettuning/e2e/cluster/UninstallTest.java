package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chart is uninstalled and comes back. */
@Tag("cluster")
final class UninstallTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  @Test
  void definitionsTuningsAndValuesStay() {
    Nic nic = CLUSTER.veth("stays0");
    String file = nic.flowCount(0);
    Tuning tuning = CLUSTER.tuning("stays");
    tuning.apply(
        """
        nodeSelector: {}
        interfaces:
        - name: flows
          match: {names: [stays0]}
          rfs: {flowCount: 128}
        """);
    tuning.awaitReady();

    try (Writes writes = Writes.to(nic)) {
      CLUSTER.uninstall();
      try {
        assertThat(List.of(CLUSTER.kubectl().run("get crds -o name").split("\n")))
            .contains(
                "customresourcedefinition.apiextensions.k8s.io/nodenettunings.nodenettuning.io",
                "customresourcedefinition.apiextensions.k8s.io/nodenettuningstates.nodenettuning.io");
        assertThat(tuning.read().at("/spec/interfaces/0/name").asText()).isEqualTo("flows");
        assertThat(CLUSTER.node().read(file)).isEqualTo("128");
      } finally {
        CLUSTER.install();
      }
      tuning.awaitReady();
      assertThat(writes.sinceLast()).isEmpty();
    }

    tuning.delete();
    CLUSTER.node().awaitValue(file, "0");
  }
}
