package io.nodenettuning.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.status.ConditionType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an admin is told of settings that something on a node keeps changing. */
class ContentionTest extends OperatorTest {
  private static final String FOUGHT =
      "put back 3 times within 10 minutes and changed again, last by tuned (tuned.service)";

  @Test
  void nodeSettingAndWriterAreInTheStatusInOneEventAndCounted() throws Exception {
    cluster.apply(EDGE);
    edgeNodeIsReady("w1");
    SettingState contended = contended(Instant.now());

    daemons.report("w1", List.of(contended), failing(3));

    eventually(() -> assertThat(ready("edge")).isEqualTo("False NodesFailing"));
    assertThat(cluster.condition("edge", ConditionType.Ready).orElseThrow().message())
        .contains("w1 (rps:eth0/rx-0 Contended: " + FOUGHT);
    assertThat(Objects.requireNonNull(cluster.status("edge").notReady()).getFirst().reason())
        .isEqualTo("Contended");
    eventually(() ->
        assertThat(cluster.events("edge"))
            .contains("Contended: w1: rps:eth0/rx-0 should be 3, is 0: " + FOUGHT));
    eventually(() ->
        assertThat(get("/metrics"))
            .contains("nodenettuning_tuning_contended_settings{tuning=\"edge\"} 1.0")
            .contains("nodenettuning_tuning_drifts_total{tuning=\"edge\"} 3.0"));

    operator.close();
    restart();
    daemons.report("w1", List.of(contended), failing(4));

    eventually(() ->
        assertThat(get("/metrics"))
            .contains("nodenettuning_tuning_drifts_total{tuning=\"edge\"} 1.0"));
    assertThat(cluster.events("edge")).filteredOn(e -> e.startsWith("Contended")).hasSize(1);
    daemons.report("w1");
    eventually(() -> assertThat(ready("edge")).isEqualTo("True AllNodesReady"));
    eventually(() ->
        assertThat(get("/metrics"))
            .contains("nodenettuning_tuning_contended_settings{tuning=\"edge\"} 0.0"));
  }

  private static SettingState contended(Instant since) {
    return new SettingState(
        "rps:eth0/rx-0",
        "edge",
        "uplink",
        Outcome.Contended,
        "3",
        "3",
        "0",
        FOUGHT,
        since.toString());
  }

  private static UnaryOperator<TuningState> failing(long drifts) {
    return state ->
        Reports.with(
            state,
            NodeClass.failing,
            Map.of(Outcome.Contended, 1, Outcome.Applied, 3),
            null,
            drifts,
            "rps:eth0/rx-0 Contended: " + FOUGHT);
  }
}
