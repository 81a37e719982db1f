package io.nodenettuning.operator.event;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns the settings that nodes report as contended into incidents. One lasts until the setting has
 * been out of dispute for {@link DriftIncidents#QUIET}: that a node tries once more after each
 * back-off, and is fought again, is the same incident.
 */
public final class ContentionIncidents {
  private final Map<Setting, Fight> known = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** No incident is known yet. */
  public ContentionIncidents(InstantSource clock) {
    this.clock = clock;
  }

  private record Setting(String tuning, String node, String id) {}

  /**
   * A dispute about a setting.
   *
   * @param lasts whether it goes on
   * @param seen when it was last seen going on
   */
  private record Fight(boolean lasts, Instant seen) {}

  /** What began to be contended of this tuning, by its name, since the last call. */
  public List<Occurrence> begun(String tuning, Collection<StateView> states) {
    Instant now = clock.instant();
    Set<Setting> contended = new HashSet<>();
    List<Occurrence> begun = new ArrayList<>();
    for (StateView state : states) {
      Report report = state.report();
      List<SettingState> here =
          report == null ? List.of() : report.settingsOf(tuning, Outcome.Contended);
      List<SettingState> fresh = new ArrayList<>();
      for (SettingState one : here) {
        Setting setting = new Setting(tuning, state.name(), one.id());
        if (contended.add(setting) && begins(setting, one, now)) {
          fresh.add(one);
        }
      }
      if (!fresh.isEmpty()) {
        begun.add(occurrence(state.name(), fresh));
      }
    }
    remember(tuning, contended, now);
    return begun;
  }

  private boolean begins(Setting setting, SettingState state, Instant now) {
    Fight before = known.get(setting);
    if (before != null && before.lasts()) {
      return false;
    }
    Instant quietSince =
        before == null ? now.minus(DriftIncidents.FRESH) : before.seen().plus(DriftIncidents.QUIET);
    return since(state).filter(since -> since.isAfter(quietSince)).isPresent();
  }

  private static Optional<Instant> since(SettingState state) {
    try {
      return Optional.ofNullable(state.since()).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the schema refuses such a time; what slipped through is not told
    }
  }

  private void remember(String tuning, Set<Setting> contended, Instant now) {
    contended.forEach(setting -> known.put(setting, new Fight(true, now)));
    known.replaceAll((setting, fight) ->
        fight.lasts() && setting.tuning().equals(tuning) && !contended.contains(setting)
            ? new Fight(false, now)
            : fight);
    Instant forgotten = now.minus(DriftIncidents.QUIET.multipliedBy(2));
    known.values().removeIf(fight -> !fight.lasts() && fight.seen().isBefore(forgotten));
  }

  /** The tuning of this name is gone. */
  public void forget(String tuning) {
    known.keySet().removeIf(setting -> setting.tuning().equals(tuning));
  }

  private static Occurrence occurrence(String node, List<SettingState> begun) {
    SettingState first = begun.getFirst();
    StringBuilder note = new StringBuilder("%s: %s".formatted(node, first.id()));
    if (first.desired() != null && first.observed() != null) {
      note.append(" should be ").append(first.desired());
      note.append(", is ").append(first.observed());
    }
    note.append(": ");
    note.append(
        first.message() == null || first.message().isBlank()
            ? "something keeps changing it back"
            : first.message());
    if (begun.size() > 1) {
      note.append("; %d more settings of this node".formatted(begun.size() - 1));
    }
    return new Occurrence(
        EventReason.Contended,
        note.toString(),
        String.join(" ", node, first.id(), first.since()),
        node);
  }
}
