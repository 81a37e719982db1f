package io.nodenettuning.operator.tuning;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Selection;
import io.nodenettuning.operator.status.NodeSituation;
import io.nodenettuning.operator.status.TuningSituation;
import java.util.List;
import java.util.Objects;

/** Gathers what a tuning's status is made from. */
final class Situations {
  private final Fleet fleet;

  Situations(Fleet fleet) {
    this.fleet = fleet;
  }

  TuningSituation of(
      NodeNetTuning tuning, TuningSituation.Phase phase, NodeNetTuningStatus previous) {
    NodeNetTuningSpec spec = tuning.getSpec();
    List<NodeView> selected =
        fleet.nodes().stream()
            .filter(node -> Selection.matches(spec.nodeSelector(), node.labels()))
            .toList();
    return new TuningSituation(
        tuning.getMetadata().getUid(),
        tuning.getMetadata().getName(),
        tuning.getMetadata().getGeneration(),
        mode(spec),
        isPaused(spec),
        phase,
        selected.size(),
        selected.stream().filter(fleet::isEligible).map(this::situation).toList(),
        previous);
  }

  static Mode mode(NodeNetTuningSpec spec) {
    return Objects.requireNonNullElse(spec.mode(), Defaults.MODE);
  }

  static boolean isPaused(NodeNetTuningSpec spec) {
    return Objects.requireNonNullElse(spec.paused(), Defaults.PAUSED);
  }

  private NodeSituation situation(NodeView node) {
    return new NodeSituation(
        node, fleet.daemon(node.name()), fleet.state(node.name()).orElse(null));
  }
}
