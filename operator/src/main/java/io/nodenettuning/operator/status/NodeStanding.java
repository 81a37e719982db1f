package io.nodenettuning.operator.status;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.PlainText;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.fleet.Trust;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one node stands to a tuning.
 *
 * @param node the node's name
 * @param reason why it is in its class
 * @param message the reason for people, with the setting that it is about
 * @param updated whether it was handed the newest revision
 * @param report what it said of the tuning, if that counts and is about the newest revision
 * @param conflict the settings that are in conflict here, with whom, or null where none is
 */
record NodeStanding(
    String node,
    NodeReason reason,
    String message,
    boolean updated,
    @Nullable TuningState report,
    @Nullable String conflict) {
  private static final int CONFLICTS_NAMED = 3;

  NodeClass nodeClass() {
    return reason.nodeClass();
  }

  /** The rules that match nothing here, if the node has said anything. */
  Optional<List<String>> unmatchedRules() {
    return Optional.ofNullable(report)
        .map(said -> said.unmatchedRules() == null ? List.of() : said.unmatchedRules());
  }

  /**
   * Judges a node. That the node is not ready comes first: its daemon's pod is not ready then
   * either, and a dead node must not hold up the others as one that is not understood would.
   */
  static NodeStanding of(NodeSituation situation, TuningSituation tuning) {
    String uid = tuning.uid();
    String revision = tuning.revision();
    StateView state = situation.state();
    Optional<AssignedTuning> assigned = state == null ? Optional.empty() : state.assigned(uid);
    boolean updated =
        assigned.map(AssignedTuning::revision).filter(r -> r.equals(revision)).isPresent();
    String name = situation.node().name();
    if (!situation.node().ready()) {
      return plain(name, NodeReason.NodeNotReady, updated);
    }
    Trust trust = Trust.of(situation.node(), situation.daemon(), state);
    if (trust == Trust.DaemonMissing || trust == Trust.DaemonNotReady) {
      return plain(name, NodeReason.of(trust), updated);
    }
    if (!updated) {
      return plain(name, NodeReason.NotHandedOut, false);
    }
    Report report = state == null ? null : state.report();
    if (trust != Trust.Counts || report == null) {
      return plain(name, NodeReason.of(trust), true);
    }
    return report
        .tuning(uid)
        .filter(said -> said.revision() != null && said.revision().equals(revision))
        .map(said -> reported(name, said, report, tuning.mode()))
        .orElseGet(() -> plain(name, NodeReason.Waiting, true));
  }

  private static NodeStanding plain(String node, NodeReason reason, boolean updated) {
    return new NodeStanding(node, reason, reason.words(), updated, null, null);
  }

  private static NodeStanding reported(String node, TuningState said, Report report, Mode mode) {
    NodeReason reason = reason(said, mode);
    String message = message(reason, said, report);
    return new NodeStanding(node, reason, message, true, said, conflict(said, report, message));
  }

  /** A worse setting may be what the message is about; who disagrees is to be told all the same. */
  private static @Nullable String conflict(TuningState said, Report report, String message) {
    int settings = said.outcomes() == null ? 0 : said.outcomes().getOrDefault(Outcome.Conflict, 0);
    if (settings == 0) {
      return null;
    }
    List<SettingState> known = report.settingsOf(said.name(), Outcome.Conflict);
    if (known.isEmpty()) {
      return message;
    }
    String ids =
        known.stream()
            .limit(CONFLICTS_NAMED)
            .map(SettingState::id)
            .collect(Collectors.joining(", "));
    int more = settings - Math.min(known.size(), CONFLICTS_NAMED);
    String why = known.getFirst().message();
    return PlainText.of(
        ids + (more > 0 ? " and %d more".formatted(more) : "") + (why == null ? "" : ": " + why),
        Limits.MESSAGE);
  }

  /** The class is the daemon's word; the worst outcome of that class says why. */
  @SuppressWarnings("NullAway") // a class that is not known here is read as null
  private static NodeReason reason(TuningState said, Mode mode) {
    NodeClass nodeClass = said.nodeClass();
    if (nodeClass == null) {
      return NodeReason.ReportNotUnderstood;
    }
    Map<Outcome, Integer> outcomes = said.outcomes() == null ? Map.of() : said.outcomes();
    return outcomes.entrySet().stream()
        .filter(count -> count.getKey() != null && count.getValue() > 0)
        .map(Map.Entry::getKey)
        .filter(outcome -> outcome.nodeClass() == nodeClass)
        .max(Comparator.naturalOrder())
        .map(NodeReason::of)
        .filter(reason -> reason.nodeClass() == nodeClass)
        .map(reason -> nodeClass == NodeClass.ready ? whenReady(outcomes, mode) : reason)
        .orElseGet(() -> NodeReason.of(nodeClass));
  }

  private static NodeReason whenReady(Map<Outcome, Integer> outcomes, Mode mode) {
    if (outcomes.getOrDefault(Outcome.Planned, 0) == 0) {
      return NodeReason.AsWished;
    }
    return mode == Mode.Audit ? NodeReason.Planned : NodeReason.Held;
  }

  private static String message(NodeReason reason, TuningState said, Report report) {
    if (said.message() != null && !said.message().isBlank()) {
      return PlainText.of(said.message(), Limits.MESSAGE);
    }
    return report
        .worstSetting(said.name())
        .filter(setting -> setting.outcome() != null)
        .filter(setting -> setting.outcome().nodeClass() == reason.nodeClass())
        .map(NodeStanding::describe)
        .map(text -> PlainText.of(text, Limits.MESSAGE))
        .orElse(reason.words());
  }

  private static String describe(SettingState setting) {
    String what =
        setting.desired() == null
            ? setting.id()
            : "%s should be %s, is %s"
                .formatted(setting.id(), setting.desired(), setting.observed());
    return setting.message() == null || setting.message().isBlank()
        ? what
        : what + ": " + setting.message();
  }
}
