package io.nodenettuning.operator.status;

import io.nodenettuning.api.Drift;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeDrift;
import io.nodenettuning.operator.fleet.PlainText;
import io.nodenettuning.operator.fleet.SeenDrift;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a tuning found changed by something else, put back or not. Nothing of it is
 * remembered here: nodes count, so that an operator that starts anew tells the same.
 *
 * @param total drifts since each of the nodes booted
 * @param latest as many of them as fit, the newest first
 */
record FleetDrifts(long total, List<NodeDrift> latest) {
  private static final Comparator<OnNode> NEWEST_FIRST =
      Comparator.comparing(OnNode::at).reversed().thenComparing(OnNode::node);

  private record OnNode(String node, Instant at, Drift drift) {}

  static FleetDrifts of(TuningSituation tuning) {
    return new FleetDrifts(
        tuning.nodes().stream().mapToLong(node -> node.drifts(tuning.uid())).sum(),
        tuning.nodes().stream()
            .flatMap(node -> latest(node, tuning))
            .sorted(NEWEST_FIRST)
            .limit(Limits.DRIFTS)
            .map(FleetDrifts::entry)
            .toList());
  }

  /** No more than were counted: the others are of an earlier tuning of the same name. */
  private static Stream<OnNode> latest(NodeSituation node, TuningSituation tuning) {
    List<SeenDrift> seen =
        node.report().map(report -> report.driftsOf(tuning.name())).orElse(List.of());
    return seen.stream()
        .limit(node.drifts(tuning.uid()))
        .map(drift -> new OnNode(node.node().name(), drift.at(), drift.drift()));
  }

  private static NodeDrift entry(OnNode seen) {
    Drift drift = seen.drift();
    return new NodeDrift(
        seen.node(),
        PlainText.of(Objects.requireNonNullElse(drift.id(), ""), Limits.SETTING_ID),
        plain(drift.from(), Limits.VALUE),
        plain(drift.to(), Limits.VALUE),
        drift.time(),
        drift.corrected(),
        plain(drift.writer(), Limits.WRITER));
  }

  private static @Nullable String plain(@Nullable String text, int length) {
    return text == null ? null : PlainText.of(text, length);
  }
}
