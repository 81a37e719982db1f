package io.nodenettuning.operator.status;

import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An eligible node that a tuning selects, with all that is known of it. */
public record NodeSituation(NodeView node, DaemonPod.Presence daemon, @Nullable StateView state) {

  /** What this very node said last in this boot, whether or not it has answered to the newest. */
  public Optional<Report> report() {
    return Optional.ofNullable(state)
        .map(StateView::report)
        .filter(said -> node.uid().equals(said.nodeUid()))
        .filter(said -> node.bootId() != null && node.bootId().equals(said.bootId()));
  }

  /** What it says of the tuning with this uid. */
  public Optional<TuningState> tuning(String uid) {
    return report().flatMap(report -> report.tuning(uid));
  }

  /** Drifts that it counted of the tuning in this boot; no node's word makes a sum overflow. */
  public long drifts(String uid) {
    return tuning(uid)
        .map(TuningState::driftsTotal)
        .map(count -> Math.clamp(count, 0L, (long) Integer.MAX_VALUE))
        .orElse(0L);
  }
}
