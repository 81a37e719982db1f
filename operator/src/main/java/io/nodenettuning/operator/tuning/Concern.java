package io.nodenettuning.operator.tuning;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.FleetListener;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Selection;
import io.nodenettuning.operator.fleet.StateView;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the tunings that a change in the fleet concerns: those that select the node or did, and
 * those that its state names or named. A state that lets go of a tuning names it no more.
 */
final class Concern implements FleetListener {
  private final Fleet fleet;
  private final IndexerResourceCache<NodeNetTuning> tunings;
  private final SimpleInboundEventSource<NodeNetTuning> wake;

  Concern(
      Fleet fleet,
      IndexerResourceCache<NodeNetTuning> tunings,
      SimpleInboundEventSource<NodeNetTuning> wake) {
    this.fleet = fleet;
    this.tunings = tunings;
    this.wake = wake;
  }

  @Override
  public void nodeChanged(String node, @Nullable NodeView before, @Nullable NodeView now) {
    Set<String> named = named(fleet.state(node).orElse(null));
    wake(tuning -> named.contains(uid(tuning)) || selects(tuning, before) || selects(tuning, now));
  }

  @Override
  public void stateChanged(String node, @Nullable StateView before, @Nullable StateView now) {
    Set<String> named = named(before);
    named.addAll(named(now));
    NodeView view = fleet.node(node).orElse(null);
    wake(tuning -> named.contains(uid(tuning)) || selects(tuning, view));
  }

  @Override
  public void daemonChanged(String node) {
    NodeView view = fleet.node(node).orElse(null);
    nodeChanged(node, view, view);
  }

  @Override
  public void placementChanged() {
    wake(tuning -> true);
  }

  /** Until the framework runs there is nobody to wake: it begins with all tunings. */
  private void wake(Predicate<NodeNetTuning> concerned) {
    if (wake.isRunning()) {
      tunings.list(concerned).map(ResourceID::fromResource).forEach(wake::propagateEvent);
    }
  }

  private static boolean selects(NodeNetTuning tuning, @Nullable NodeView node) {
    return node != null && Selection.matches(tuning.getSpec().nodeSelector(), node.labels());
  }

  private static Set<String> named(@Nullable StateView state) {
    Set<String> uids = new HashSet<>();
    if (state != null) {
      state.tunings().stream().map(AssignedTuning::uid).forEach(uids::add);
      if (state.report() != null) {
        state.report().tunings().stream().map(TuningState::uid).forEach(uids::add);
      }
    }
    return uids;
  }

  private static String uid(NodeNetTuning tuning) {
    return tuning.getMetadata().getUid();
  }
}
