package io.nodenettuning.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nodenettuning.operator.fleet.NodeView.NodeTaint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the daemon can run. */
class PlacementTest {
  private static final NodeView LINUX = node(Map.of("kubernetes.io/os", "linux", "cores", "32"));

  @Test
  void everyLinuxNodeIsEligibleWhileTheDaemonSetIsUnknown() {
    assertThat(Placement.EVERYWHERE.admits(LINUX)).isTrue();
    assertThat(Placement.EVERYWHERE.admits(node(Map.of(), taint("gpu", "yes", "NoSchedule"))))
        .isTrue();
    assertThat(Placement.EVERYWHERE.admits(node(Map.of("kubernetes.io/os", "windows")))).isFalse();
  }

  @Test
  void virtualNodesAreNot() {
    assertThat(Placement.EVERYWHERE.admits(node(Map.of("type", "virtual-kubelet")))).isFalse();
    assertThat(
            Placement.EVERYWHERE.admits(node(Map.of("eks.amazonaws.com/compute-type", "fargate"))))
        .isFalse();
    assertThat(
            Placement.EVERYWHERE.admits(
                node(Map.of(), taint("virtual-kubelet.io/provider", "azure", "NoSchedule"))))
        .isFalse();
  }

  @Test
  void nodeSelectorMustHold() {
    Placement placement = placement("nodeSelector: {pool: edge}");

    assertThat(placement.admits(node(Map.of("pool", "edge")))).isTrue();
    assertThat(placement.admits(node(Map.of("pool", "core")))).isFalse();
  }

  @Test
  void oneTermOfTheAffinityMustHoldWithAllItsExpressions() {
    Placement placement =
        affinity(
            """
            - matchExpressions:
              - {key: cores, operator: Gt, values: ["16"]}
              - {key: virtual, operator: DoesNotExist}
            - matchFields:
              - {key: metadata.name, operator: In, values: [w1]}
              matchExpressions:
              - {key: special, operator: Exists}
            - {}
            """);

    assertThat(placement.admits(LINUX)).isTrue();
    assertThat(placement.admits(node(Map.of("cores", "16")))).isFalse();
    assertThat(placement.admits(node(Map.of("cores", "many")))).isFalse();
    assertThat(placement.admits(node(Map.of("cores", "32", "virtual", "")))).isFalse();
    assertThat(placement.admits(node(Map.of("special", "yes")))).isTrue();
  }

  @Test
  void taintsMustBeToleratedSaveThoseOfTheDaemonSetController() {
    Placement none = placement("tolerations: []");
    NodeView tainted = node(Map.of(), taint("gpu", "yes", "NoSchedule"));

    assertThat(none.admits(tainted)).isFalse();
    assertThat(
            none.admits(node(Map.of(), taint("node.kubernetes.io/not-ready", null, "NoExecute"))))
        .isTrue();
    assertThat(placement("tolerations: [{operator: Exists}]").admits(tainted)).isTrue();
    assertThat(placement("tolerations: [{key: gpu, value: \"yes\"}]").admits(tainted)).isTrue();
    assertThat(placement("tolerations: [{key: gpu, value: \"no\"}]").admits(tainted)).isFalse();
    assertThat(
            placement("tolerations: [{key: gpu, operator: Exists, effect: NoExecute}]")
                .admits(tainted))
        .isFalse();
  }

  private static Placement affinity(String terms) {
    return placement(
        """
        affinity:
          nodeAffinity:
            requiredDuringSchedulingIgnoredDuringExecution:
              nodeSelectorTerms:
        """
            + terms.indent(8).stripTrailing()
            + "\ntolerations: [{operator: Exists}]");
  }

  private static Placement placement(String podSpec) {
    return Placement.of(
        new KubernetesSerialization()
            .unmarshal("spec:\n  template:\n    spec:\n" + podSpec.indent(6), DaemonSet.class));
  }

  private static NodeTaint taint(String key, @Nullable String value, String effect) {
    return new NodeTaint(key, value, effect);
  }

  private static NodeView node(Map<String, String> labels, NodeTaint... taints) {
    return new NodeView("w1", "n-1", "b-1", null, true, labels, List.of(taints));
  }
}
