package io.nodenettuning.operator.fleet;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon said of its node, without what the operator never looks at.
 *
 * @param nodeUid uid of the Node that the daemon ran on
 * @param bootId boot in which the report was made
 * @param observedGeneration generation of the state that the daemon had acted on
 * @param tunings each tuning on this node
 * @param settings of each tuning the setting that is worst
 * @param drifts the last changes by somebody else
 */
public record Report(
    @Nullable String nodeUid,
    @Nullable String bootId,
    @Nullable Long observedGeneration,
    List<TuningState> tunings,
    List<SettingState> settings,
    List<Drift> drifts) {

  /** What matters of this status. */
  public static Report of(NodeNetTuningStateStatus status) {
    return new Report(
        status.nodeUID(),
        status.bootID(),
        status.observedGeneration(),
        orEmpty(status.tunings()),
        worst(orEmpty(status.settings())),
        orEmpty(status.drifts()));
  }

  /** What was said of the tuning with this uid. */
  public Optional<TuningState> tuning(String uid) {
    return tunings.stream().filter(state -> uid.equals(state.uid())).findFirst();
  }

  /** The tunings that the node acts on, as they were handed to it. */
  List<AssignedTuning> held() {
    return tunings.stream()
        .filter(said -> said.revision() != null)
        .map(said ->
            new AssignedTuning(
                said.uid(),
                said.name(),
                said.revision(),
                Objects.requireNonNullElse(said.priority(), Defaults.PRIORITY)))
        .toList();
  }

  /** The worst setting of the tuning with this name. */
  public Optional<SettingState> worstSetting(String tuning) {
    return settings.stream().filter(setting -> tuning.equals(setting.tuning())).findFirst();
  }

  /** The last drifts of the tuning with this name, the newest first. */
  public List<SeenDrift> driftsOf(String tuning) {
    return drifts.stream()
        .filter(drift -> tuning.equals(drift.tuning()))
        .flatMap(drift -> SeenDrift.of(drift).stream())
        .sorted(Comparator.comparing(SeenDrift::at).reversed())
        .toList();
  }

  /** The first setting of each tuning: the daemon puts the worst first. */
  static List<SettingState> worst(Collection<SettingState> settings) {
    Map<String, SettingState> first = new LinkedHashMap<>();
    settings.forEach(setting -> first.putIfAbsent(setting.tuning(), setting));
    return List.copyOf(first.values());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
