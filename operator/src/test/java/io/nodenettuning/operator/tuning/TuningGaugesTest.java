package io.nodenettuning.operator.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.status.NodeSituation;
import io.nodenettuning.operator.status.TuningSituation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What metrics tell of tunings. */
class TuningGaugesTest {
  private static final NodeCounts COUNTS = new NodeCounts(2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0);

  private final Map<String, NodeSituation> nodes = new TreeMap<>();
  private final Fleet fleet = new Fleet();
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TuningGauges gauges = new TuningGauges(registry);

  private double drifts() {
    return registry.get("nodenettuning.tuning.drifts").tag("tuning", "edge").counter().count();
  }

  private double contended() {
    return registry
        .get("nodenettuning.tuning.contended.settings")
        .tag("tuning", "edge")
        .gauge()
        .value();
  }

  private void show() {
    show(null);
  }

  private void show(@Nullable Long toldBefore) {
    gauges.show(
        new TuningSituation(
            "u-edge",
            "edge",
            1,
            Mode.Enforce,
            false,
            new TuningSituation.Phase.Accepted("edge-1"),
            nodes.size(),
            List.copyOf(nodes.values()),
            new NodeNetTuningStatus(null, null, null, null, null, null, toldBefore, null, null)),
        COUNTS,
        fleet);
  }

  private void reports(String name, String boot, long drifts) {
    reports(name, boot, drifts, Map.of(Outcome.Applied, 4));
  }

  private void reports(
      String name, String boot, long drifts, @Nullable Map<Outcome, Integer> outcomes) {
    TuningState said =
        new TuningState(
            "u-edge", "edge", "edge-1", 0, NodeClass.ready, outcomes, null, drifts, null);
    put(name, boot, List.of(said));
  }

  private void put(String name, String boot, List<TuningState> said) {
    NodeView node = new NodeView(name, "n-" + name, boot, "linux", true, Map.of(), List.of());
    fleet.put(node);
    nodes.put(
        name,
        new NodeSituation(
            node,
            DaemonPod.Presence.Ready,
            new StateView(
                name,
                "s",
                "1",
                1,
                false,
                "n-" + name,
                true,
                List.of(),
                new Report("n-" + name, boot, 1L, said, List.of(), List.of()))));
  }

  @Test
  void driftsAreWhatTheNodesCountMore() {
    reports("w1", "b-1", 0);
    reports("w2", "b-1", 0);
    show();
    assertThat(drifts()).isZero();

    reports("w1", "b-1", 3);
    reports("w2", "b-1", 1);
    show();
    show();

    assertThat(drifts()).isEqualTo(4);
  }

  @Test
  void rebootedNodeTakesNothingAwayAndBeginsAnew() {
    reports("w1", "b-1", 7);
    show(7L);
    reports("w1", "b-2", 2);
    show();
    assertThat(drifts()).isEqualTo(2);

    nodes.clear();
    fleet.removeNode("w1");
    show();
    assertThat(drifts()).isEqualTo(2);
  }

  @Test
  void nodeThatIsNotHeardOfForAWhileIsNotCountedTwice() {
    reports("w1", "b-1", 7);
    show(7L);
    put("w1", "b-1", List.of());
    show();
    nodes.clear();
    show();
    reports("w1", "b-1", 8);
    show();

    assertThat(drifts()).isEqualTo(1);
  }

  @Test
  void nextOperatorCountsWhatHappenedWhileThereWasNoneAndNothingTwice() {
    reports("w1", "b-1", 12);
    show(12L);
    assertThat(drifts()).isZero();

    registry = new SimpleMeterRegistry();
    gauges = new TuningGauges(registry);
    reports("w1", "b-1", 15);
    show(12L);
    assertThat(drifts()).isEqualTo(3);

    registry = new SimpleMeterRegistry();
    gauges = new TuningGauges(registry);
    show(40L);
    assertThat(drifts()).as("nodes left or were rebooted meanwhile").isZero();
  }

  @Test
  void contendedSettingsOfAllNodesAreAdded() {
    reports("w1", "b-1", 0, Map.of(Outcome.Contended, 2, Outcome.Applied, 4));
    reports("w2", "b-1", 0, Map.of(Outcome.Contended, 1));
    show();
    assertThat(contended()).isEqualTo(3);

    reports("w1", "b-1", 0, null);
    reports("w2", "b-1", 0);
    show();
    assertThat(contended()).isZero();
  }

  @Test
  void nothingIsLeftOfATuningThatIsGone() {
    reports("w1", "b-1", 1);
    show();

    gauges.forget("edge");

    assertThat(registry.getMeters()).isEmpty();
  }
}
