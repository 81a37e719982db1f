package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chart is uninstalled and comes back. */
@Tag("cluster")
final class UninstallTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.inOwnNetwork();

  private static final String SPEC =
      """
      nodeSelector: {}
      interfaces:
      - name: flows
        match: {names: [stays0]}
        rfs: {flowCount: 128}
      """;

  @Test
  void definitionsTuningsAndValuesStay() {
    Nic nic = CLUSTER.veth("stays0");
    String file = nic.flowCount(0);
    Tuning tuning = CLUSTER.tuning("stays");
    tuning.apply(SPEC);
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
        tuning.apply(SPEC + "priority: 5\n");
      } finally {
        CLUSTER.install();
      }
      await("the priority, without waiting for the lease of the operator before")
          .atMost(Duration.ofSeconds(8))
          .until(() -> CLUSTER.state().read().at("/spec/tunings/0/priority").asInt() == 5);
      tuning.awaitReady();
      assertThat(writes.sinceLast()).isEmpty();
    }

    tuning.delete();
    CLUSTER.node().awaitValue(file, "0");
  }
}
