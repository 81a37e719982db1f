package io.nodenettuning.operator.fleet;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon said of its node, without what the operator never looks at.
 *
 * @param nodeUid uid of the Node that the daemon ran on
 * @param bootId boot in which the report was made
 * @param observedGeneration generation of the state that the daemon had acted on
 * @param tunings each tuning on this node
 * @param settings of each tuning the setting that is worst, and all that somebody else wants to
 *     have otherwise: another tuning, or a process of the node
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
        telling(orEmpty(status.settings())),
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

  /** The settings of the tuning with this name that have this outcome, of those that are kept. */
  public List<SettingState> settingsOf(String tuning, Outcome outcome) {
    return settings.stream()
        .filter(setting -> tuning.equals(setting.tuning()) && setting.outcome() == outcome)
        .toList();
  }

  /** The first setting of each tuning, for the daemon puts the worst first, and disputed ones. */
  static List<SettingState> telling(Collection<SettingState> settings) {
    Set<String> tunings = new HashSet<>();
    return settings.stream()
        .filter(setting ->
            tunings.add(setting.tuning())
                || setting.outcome() == Outcome.Conflict
                || setting.outcome() == Outcome.Contended)
        .toList();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
