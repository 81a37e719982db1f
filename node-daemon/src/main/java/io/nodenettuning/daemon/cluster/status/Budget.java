package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a status until it fits: first what is merely more of the same, last what each tuning says. A
 * reader is told how much was left out.
 *
 * @param bytes the size of a status as it is sent
 * @param most bytes that it may have
 */
record Budget(ToIntFunction<NodeNetTuningStateStatus> bytes, int most) {

  /** How much of each list, and of each message, is kept. */
  private record Measure(
      int settings,
      int drifts,
      int interfaces,
      int drivers,
      int rules,
      int message,
      int conditionMessage) {}

  private static final List<Measure> EVER_LESS =
      List.of(
          new Measure(
              Limits.SETTINGS,
              Limits.DRIFTS,
              Limits.NICS,
              Limits.DRIVERS,
              Limits.UNMATCHED_RULES,
              Limits.MESSAGE,
              Limits.CONDITION_MESSAGE),
          new Measure(16, Limits.DRIFTS, 16, 4, Limits.UNMATCHED_RULES, Limits.MESSAGE, 512),
          new Measure(16, 4, 8, 2, 4, 128, 256),
          new Measure(8, 2, 4, 0, 1, 32, 256),
          new Measure(4, 1, 1, 0, 0, 0, 256),
          new Measure(0, 0, 0, 0, 0, 0, 64));

  /** The status, or as much of it as fits. */
  NodeNetTuningStateStatus cut(NodeNetTuningStateStatus status) {
    NodeNetTuningStateStatus cut = status;
    for (Measure measure : EVER_LESS) {
      cut = cut(status, measure);
      if (bytes.applyAsInt(cut) <= most) {
        return cut;
      }
    }
    return cut;
  }

  private static NodeNetTuningStateStatus cut(NodeNetTuningStateStatus all, Measure measure) {
    List<SettingState> settings = orEmpty(all.settings());
    return new NodeNetTuningStateStatus(
        all.nodeUID(),
        all.bootID(),
        all.observedGeneration(),
        all.daemonVersion(),
        orEmpty(all.conditions()).stream().map(condition -> cut(condition, measure)).toList(),
        all.outcomes(),
        firstOf(
            orEmpty(all.tunings()).stream().map(state -> cut(state, measure)).toList(),
            Limits.TUNINGS),
        firstOf(settings, measure.settings()),
        leftOf(settings, measure.settings()),
        firstOf(orEmpty(all.drifts()), measure.drifts()),
        all.driftsTotal(),
        cut(all.facts(), measure));
  }

  private static Condition cut(Condition condition, Measure measure) {
    return new Condition(
        condition.type(),
        condition.status(),
        condition.observedGeneration(),
        condition.lastTransitionTime(),
        condition.reason(),
        Text.bounded(condition.message(), measure.conditionMessage()));
  }

  private static TuningState cut(TuningState state, Measure measure) {
    return new TuningState(
        state.uid(),
        state.name(),
        state.revision(),
        measure.settings() == 0 ? null : state.priority(),
        state.nodeClass(),
        measure.message() == 0 ? null : state.outcomes(),
        firstOf(orEmpty(state.unmatchedRules()), measure.rules()),
        measure.settings() == 0 ? null : state.driftsTotal(),
        measure.message() == 0 ? null : Text.boundedOrNull(state.message(), measure.message()));
  }

  private static @Nullable NodeFacts cut(@Nullable NodeFacts facts, Measure measure) {
    if (facts == null) {
      return null;
    }
    return new NodeFacts(
        facts.kernel(),
        facts.cpus(),
        facts.isolatedCpus(),
        firstOf(orEmpty(facts.frequency()), Math.min(measure.interfaces(), Limits.FREQUENCIES)),
        firstOf(orEmpty(facts.interfaces()), measure.interfaces()),
        leftOf(orEmpty(facts.interfaces()), measure.interfaces()),
        firstOf(orEmpty(facts.drivers()), measure.drivers()),
        leftOf(orEmpty(facts.drivers()), measure.drivers()),
        measure.interfaces() == 0 ? null : facts.missingSysctls());
  }

  /** How many are left out; null where none is. */
  private static @Nullable Integer leftOf(List<?> list, int kept) {
    return list.size() <= kept ? null : list.size() - kept;
  }

  /** The first so many; null rather than an empty list, which would be written and mean nothing. */
  private static <T> @Nullable List<T> firstOf(List<T> list, int most) {
    List<T> first = list.subList(0, Math.min(most, list.size()));
    return first.isEmpty() ? null : List.copyOf(first);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
