package io.nodenettuning.operator.fleet;

import static io.nodenettuning.api.LabelSelectorRequirement.Operator.DoesNotExist;
import static io.nodenettuning.api.LabelSelectorRequirement.Operator.Exists;
import static io.nodenettuning.api.LabelSelectorRequirement.Operator.In;
import static io.nodenettuning.api.LabelSelectorRequirement.Operator.NotIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.api.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Views, selection and strings of nodes. */
class ViewsTest {

  @Test
  void heartbeatsChangeNoViewAndWakeNobody() {
    List<String> told = new ArrayList<>();
    Fleet fleet = new Fleet();
    fleet.listen(new Told(told));

    fleet.put(NodeView.of(node("12:00:00", "True")));
    fleet.put(NodeView.of(node("12:05:00", "True")));
    assertThat(told).containsExactly("node w1");
    fleet.put(NodeView.of(node("12:10:00", "Unknown")));

    assertThat(told).containsExactly("node w1", "node w1");
    assertThat(fleet.node("w1").orElseThrow().ready()).isFalse();
  }

  @Test
  void daemonIsReadyWhenOneOfItsPodsIs() {
    Fleet fleet = new Fleet();
    assertThat(fleet.daemon("w1")).isEqualTo(DaemonPod.Presence.Absent);
    fleet.put(new DaemonPod("old", "w1", true));
    fleet.put(new DaemonPod("new", null, false));
    assertThat(fleet.daemon("w1")).isEqualTo(DaemonPod.Presence.Ready);
    fleet.put(new DaemonPod("new", "w1", false));
    fleet.put(new DaemonPod("old", "w1", false));
    assertThat(fleet.daemon("w1")).isEqualTo(DaemonPod.Presence.NotReady);
    fleet.removePod("old");
    fleet.put(new DaemonPod("new", "w1", true));
    assertThat(fleet.daemon("w1")).isEqualTo(DaemonPod.Presence.Ready);
    fleet.removePod("new");
    assertThat(fleet.daemon("w1")).isEqualTo(DaemonPod.Presence.Absent);
  }

  @Test
  void selectorsAreReadAsKubernetesReadsThem() {
    assertThat(selects(Map.of(), Map.of())).isTrue();
    assertThat(selects(Map.of("pool", "edge"), Map.of("pool", "edge", "x", "y"))).isTrue();
    assertThat(selects(Map.of("pool", "edge"), Map.of("pool", "core"))).isFalse();
    assertThat(selects(In, Map.of("pool", "b"))).isTrue();
    assertThat(selects(In, Map.of())).isFalse();
    assertThat(selects(NotIn, Map.of())).isTrue();
    assertThat(selects(NotIn, Map.of("pool", "a"))).isFalse();
    assertThat(selects(Exists, Map.of("pool", ""))).isTrue();
    assertThat(selects(DoesNotExist, Map.of("pool", ""))).isFalse();
  }

  @Test
  void stringsOfNodesAreStrippedAndCut() {
    assertThat(PlainText.of("a\u001b[31m\nb\u202ec", 100)).isEqualTo("a[31m bc");
    assertThat(PlainText.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PlainText.of("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(PlainText.of("abcd\ud83d\ude00fg", 6)).isEqualTo("abcd…");
  }

  private static boolean selects(Map<String, String> wanted, Map<String, String> labels) {
    return Selection.matches(new LabelSelector(wanted, null), labels);
  }

  private static boolean selects(
      LabelSelectorRequirement.Operator operator, Map<String, String> labels) {
    return Selection.matches(
        new LabelSelector(
            null, List.of(new LabelSelectorRequirement("pool", operator, List.of("a", "b")))),
        labels);
  }

  private static Node node(String heartbeat, String ready) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: w1, uid: n-1, resourceVersion: "%1$s"}
            status:
              nodeInfo: {bootID: b-1, operatingSystem: linux}
              conditions:
              - {type: MemoryPressure, status: "False", lastHeartbeatTime: "2026-11-22T%1$sZ"}
              - {type: Ready, status: "%2$s", lastHeartbeatTime: "2026-11-22T%1$sZ"}
            """
                .formatted(heartbeat, ready),
            Node.class);
  }

  private record Told(List<String> what) implements FleetListener {
    @Override
    public void nodeChanged(String node, @Nullable NodeView before, @Nullable NodeView now) {
      what.add("node " + node);
    }

    @Override
    public void stateChanged(String node, @Nullable StateView before, @Nullable StateView now) {
      what.add("state " + node);
    }

    @Override
    public void daemonChanged(String node) {
      what.add("daemon " + node);
    }

    @Override
    public void placementChanged() {
      what.add("placement");
    }
  }
}
