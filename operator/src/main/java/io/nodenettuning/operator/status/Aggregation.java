package io.nodenettuning.operator.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.NodeNetTuningStatus;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes a tuning's status of all that is known. */
public final class Aggregation {
  private Aggregation() {}

  /** The status at this time. Equal situations give equal statuses, whatever the time. */
  public static NodeNetTuningStatus of(TuningSituation tuning, Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.SECONDS);
    List<NodeStanding> nodes =
        tuning.nodes().stream().map(node -> NodeStanding.of(node, tuning)).toList();
    NodeCounts counts = Tally.of(tuning.selected(), nodes);
    NotReady notReady = NotReady.of(nodes, tuning.previous(), now);
    FleetDrifts drifts = FleetDrifts.of(tuning);
    List<Condition> conditions = new Conditions(tuning, nodes, counts, now).all();
    String revision = tuning.revision();
    boolean everywhere =
        tuning.phase() instanceof Phase.Accepted
            && conditions.getFirst().status() == Condition.Status.True;
    return new NodeNetTuningStatus(
        tuning.generation(),
        everywhere ? revision : tuning.previous().currentRevision(),
        revision,
        counts,
        notReady.worst().isEmpty() ? null : notReady.worst(),
        notReady.omitted() == 0 ? null : notReady.omitted(),
        drifts.total(),
        drifts.latest().isEmpty() ? null : drifts.latest(),
        conditions);
  }
}
