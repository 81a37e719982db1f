package io.nodenettuning.operator.event;

import io.nodenettuning.api.Drift;
import io.nodenettuning.operator.fleet.SeenDrift;
import io.nodenettuning.operator.fleet.StateView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns the drifts that nodes report into incidents. One begins with the first drift of a setting
 * and lasts until the setting has been left alone for a while: what keeps drifting is told once.
 * Settings of one node that begin to drift together are one occurrence.
 */
public final class DriftIncidents {
  /** A setting that was left alone for this long begins a new incident. */
  static final Duration QUIET = Duration.ofMinutes(10);

  /** A drift that is this old is history: a new leader does not tell of it. */
  static final Duration FRESH = Duration.ofMinutes(10);

  private final Map<Setting, Instant> lastSeen = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** No incident is known yet. */
  public DriftIncidents(InstantSource clock) {
    this.clock = clock;
  }

  private record Setting(String tuning, String node, String id) {}

  /** What began to drift of this tuning, by its name, since the last call. */
  public List<Occurrence> begun(String tuning, Collection<StateView> states) {
    Instant now = clock.instant();
    lastSeen.values().removeIf(seen -> seen.isBefore(now.minus(QUIET.multipliedBy(2))));
    return states.stream()
        .filter(state -> state.report() != null)
        .flatMap(state -> onNode(tuning, state, now.minus(FRESH)).stream())
        .toList();
  }

  private Optional<Occurrence> onNode(String tuning, StateView state, Instant oldest) {
    List<SeenDrift> drifts =
        state.report() == null ? List.of() : state.report().driftsOf(tuning).reversed();
    List<SeenDrift> begun = new ArrayList<>();
    for (SeenDrift seen : drifts) {
      if (!seen.at().isAfter(oldest)) {
        continue;
      }
      Setting setting = new Setting(tuning, state.name(), seen.drift().id());
      Instant before = lastSeen.get(setting);
      if (before == null || seen.at().isAfter(before.plus(QUIET))) {
        begun.add(seen);
      }
      if (before == null || seen.at().isAfter(before)) {
        lastSeen.put(setting, seen.at());
      }
    }
    return begun.isEmpty() ? Optional.empty() : Optional.of(occurrence(state.name(), begun));
  }

  private static Occurrence occurrence(String node, List<SeenDrift> begun) {
    Drift first = begun.getFirst().drift();
    StringBuilder note = new StringBuilder("%s: %s was changed".formatted(node, first.id()));
    if (first.from() != null && first.to() != null) {
      note.append(" from ").append(first.from()).append(" to ").append(first.to());
    }
    if (first.writer() != null) {
      note.append(" by ").append(first.writer());
    }
    note.append(first.corrected() ? ", put back" : ", not put back");
    if (begun.size() > 1) {
      note.append("; %d more settings of this node".formatted(begun.size() - 1));
    }
    return new Occurrence(
        EventReason.Drifted,
        note.toString(),
        String.join(" ", node, first.id(), first.time()),
        node);
  }
}
