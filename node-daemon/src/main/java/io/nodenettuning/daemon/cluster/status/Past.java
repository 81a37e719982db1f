package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a status takes over from earlier ones: since when things are as they are, and what was seen
 * before this daemon started.
 *
 * @param since by setting, tuning and rule
 * @param conditions as last told
 * @param drifts seen before this daemon started, the newest first
 * @param driftsTotal seen in this boot before this daemon started
 * @param driftsByTuning the same by the tuning's uid
 */
public record Past(
    Map<String, Since> since,
    List<Condition> conditions,
    List<Drift> drifts,
    long driftsTotal,
    Map<String, Long> driftsByTuning) {

  /**
   * Since when a setting has an outcome.
   *
   * @param outcome the outcome
   * @param time RFC 3339
   */
  record Since(Outcome outcome, String time) {}

  /** Nothing is known of before. */
  public static Past none() {
    return new Past(Map.of(), List.of(), List.of(), 0, Map.of());
  }

  /**
   * What an earlier daemon told of this node.
   *
   * @param bootId of the running kernel: drifts are counted by boot
   */
  public static Past of(NodeNetTuningStateStatus earlier, String bootId) {
    Map<String, Since> since = new HashMap<>();
    orEmpty(earlier.settings())
        .forEach(setting ->
            since.put(
                key(setting.id(), setting.tuning(), setting.rule()),
                new Since(setting.outcome(), setting.since())));
    boolean thisBoot = bootId.equals(earlier.bootID());
    return new Past(
        since,
        orEmpty(earlier.conditions()),
        orEmpty(earlier.drifts()),
        thisBoot ? Objects.requireNonNullElse(earlier.driftsTotal(), 0L) : 0,
        thisBoot ? byTuning(orEmpty(earlier.tunings())) : Map.of());
  }

  private static Map<String, Long> byTuning(List<TuningState> tunings) {
    return tunings.stream()
        .filter(state -> state.driftsTotal() != null)
        .collect(
            Collectors.toUnmodifiableMap(
                TuningState::uid, state -> state.driftsTotal(), (one, _) -> one));
  }

  /** The same, after these rows were seen: what has no row any more is forgotten. */
  public Past seen(List<PlannedSetting> rows, Instant now) {
    Map<String, Since> next = new HashMap<>();
    for (PlannedSetting row : rows) {
      if (WorstSettings.isNotAsWished(row)) {
        String key = key(row);
        Since known = since.get(key);
        next.put(
            key,
            known != null && known.outcome() == row.outcome()
                ? known
                : new Since(row.outcome(), Times.of(now)));
      }
    }
    return new Past(next, conditions, drifts, driftsTotal, driftsByTuning);
  }

  /** The same, after these conditions were told. */
  public Past told(List<Condition> conditions) {
    return new Past(since, conditions, drifts, driftsTotal, driftsByTuning);
  }

  /** Since when a row that was seen has its outcome. */
  String since(PlannedSetting row) {
    return Objects.requireNonNull(since.get(key(row)), "a row that was not seen").time();
  }

  private static String key(PlannedSetting row) {
    return key(row.id(), row.tuning(), row.rule());
  }

  private static String key(String id, String tuning, @Nullable String rule) {
    return id + '\n' + tuning + '\n' + Objects.requireNonNullElse(rule, "");
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
