package io.nodenettuning.operator.tuning;

import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Selection;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.fleet.Trust;
import java.util.ArrayList;
import java.util.List;

/**
 * How far nodes have let go of a tuning that is being deleted.
 *
 * @param waitingFor live nodes that still have it, by name
 * @param unheard nodes that had it and are not there to answer, by name; nobody waits for them
 * @param withdrawn whether no node is handed it any more
 */
record ReleaseProgress(List<String> waitingFor, List<String> unheard, boolean withdrawn) {

  /**
   * Looks at all states of the fleet. A node that was handed the tuning but has not reported since
   * may just be applying it: until it has answered to the withdrawal, it is waited for.
   */
  static ReleaseProgress of(String uid, LabelSelector selector, Fleet fleet) {
    List<String> waitingFor = new ArrayList<>();
    List<String> unheard = new ArrayList<>();
    boolean withdrawn = true;
    for (StateView state : fleet.states()) {
      NodeView node = fleet.node(state.name()).orElse(null);
      if (node == null) {
        continue;
      }
      boolean handedOut = state.assigned(uid).isPresent();
      boolean reported = state.report() != null && state.report().tuning(uid).isPresent();
      DaemonPod.Presence daemon = fleet.daemon(node.name());
      withdrawn &= !handedOut;
      if (node.ready() && daemon == DaemonPod.Presence.Ready) {
        boolean answered = Trust.of(node, daemon, state) == Trust.Counts;
        boolean concerned = handedOut || reported || Selection.matches(selector, node.labels());
        if (concerned && (handedOut || reported || !answered)) {
          waitingFor.add(node.name());
        }
      } else if (handedOut || reported) {
        unheard.add(node.name());
      }
    }
    waitingFor.sort(null);
    unheard.sort(null);
    return new ReleaseProgress(List.copyOf(waitingFor), List.copyOf(unheard), withdrawn);
  }

  /** Whether every node that can answer has let go. */
  boolean isDone() {
    return withdrawn && waitingFor.isEmpty();
  }
}
