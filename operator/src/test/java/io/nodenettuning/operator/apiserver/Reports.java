package io.nodenettuning.operator.apiserver;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a daemon says of a tuning, or makes of what it would say. */
final class Reports {
  private Reports() {}

  /** All goes well. */
  static TuningState ready(AssignedTuning tuning) {
    return new TuningState(
        tuning.uid(),
        tuning.name(),
        tuning.revision(),
        tuning.priority(),
        NodeClass.ready,
        Map.of(Outcome.Applied, 4),
        null,
        null,
        null);
  }

  /** One setting stands like this. */
  static UnaryOperator<TuningState> says(
      NodeClass nodeClass, Outcome outcome, @Nullable String message) {
    return state -> with(state, nodeClass, Map.of(outcome, 1), null, null, message);
  }

  /** There were so many drifts since the node started. */
  static UnaryOperator<TuningState> counted(long drifts) {
    return state -> with(state, state.nodeClass(), state.outcomes(), null, drifts, null);
  }

  /** The same tuning with another report. */
  static TuningState with(
      TuningState state,
      NodeClass nodeClass,
      @Nullable Map<Outcome, Integer> outcomes,
      @Nullable List<String> unmatchedRules,
      @Nullable Long drifts,
      @Nullable String message) {
    return new TuningState(
        state.uid(),
        state.name(),
        state.revision(),
        state.priority(),
        nodeClass,
        outcomes,
        unmatchedRules,
        drifts,
        message);
  }
}
