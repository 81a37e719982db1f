package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.Watch;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeDrift;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.operator.status.ConditionType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a tuning tells of drifts on its nodes. */
class DriftStatusTest extends OperatorTest {

  @Test
  void driftIsToldOncePerIncident() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Drift first = drift("rps:eth0/rx-0", Instant.now());
    Drift again = drift("rps:eth0/rx-0", Instant.now().plusSeconds(2));

    daemons.report("w1", state -> state, List.of(first));
    eventually(() ->
        assertThat(cluster.events("edge"))
            .contains(
                "Drifted: w1: rps:eth0/rx-0 was changed from 3 to 0 by tuned (tuned.service),"
                    + " put back"));
    daemons.report("w1", state -> state, List.of(again, first));
    daemons.report(
        "w1",
        Reports.says(NodeClass.drifted, Outcome.Drifted, "rps:eth0/rx-0"),
        List.of(again, first));

    eventually(() -> assertThat(cluster.reason("edge", ConditionType.Drifted)).startsWith("True"));
    assertThat(cluster.events("edge")).filteredOn(e -> e.startsWith("Drifted")).hasSize(1);
    assertThat(ready("edge")).isEqualTo("False NodesDrifted");
    assertThat(cluster.counts("edge").drifted()).isEqualTo(1);
  }

  @Test
  void driftsThatWerePutBackAreCountedAndListedAlsoByTheNextOperator() throws IOException {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    edgeNodeIsReady("w2");
    assertThat(cluster.status("edge").driftsTotal()).isZero();
    Instant earlier = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    daemons.report(
        "w1",
        Reports.counted(12),
        List.of(drift("rps:eth0/rx-1", earlier), drift("rps:eth0/rx-0", earlier)));
    daemons.report(
        "w2", Reports.counted(1), List.of(drift("rps:eth0/rx-2", earlier.plusSeconds(9))));

    eventually(() -> assertThat(cluster.status("edge").driftsTotal()).isEqualTo(13));
    assertThat(cluster.status("edge").drifts())
        .extracting(NodeDrift::node, NodeDrift::id, NodeDrift::time)
        .containsExactly(
            tuple("w2", "rps:eth0/rx-2", earlier.plusSeconds(9).toString()),
            tuple("w1", "rps:eth0/rx-1", earlier.toString()),
            tuple("w1", "rps:eth0/rx-0", earlier.toString()));
    assertThat(ready("edge")).isEqualTo("True AllNodesReady");
    String version = cluster.tuning("edge").getMetadata().getResourceVersion();
    operator.close();
    restart();
    cluster.apply(tuning("marker", "rpsSockFlowEntries: 1"));
    eventually(() -> assertThat(ready("marker")).isEqualTo("True NoNodes"));
    assertThat(cluster.tuning("edge").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void driftsWithoutEndAreFewWrites() {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    Set<String> versions = ConcurrentHashMap.newKeySet();
    try (Watch watch = cluster.watch("edge", versions::add)) {
      Instant start = Instant.now();
      for (int i = 1; i <= 40; i++) {
        daemons.report("w1", Reports.counted(i), List.of(drift("rps:eth0/rx-0", Instant.now())));
      }
      eventually(() -> assertThat(cluster.status("edge").driftsTotal()).isEqualTo(40));
      long seconds = Duration.between(start, Instant.now()).toSeconds();

      assertThat(watch).isNotNull();
      assertThat(versions)
          .as("the object as it was, the first drift, and one in ten seconds")
          .hasSizeLessThanOrEqualTo((int) seconds / 10 + 3);
    }
  }

  private static Drift drift(String id, Instant at) {
    return new Drift(id, "edge", "3", "0", Objects.toString(at), true, "tuned (tuned.service)");
  }
}
