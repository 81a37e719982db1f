package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.plan.Desired;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.Restraint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drift on this node: which settings are watched for it, who made it, and which of it is not put
 * back for now. For one thread, but that any may ask what is watched.
 */
final class Drifts {
  /** A writer may be heard of only after a look found what he did. */
  private static final Duration WRITERS_DELAY = Duration.ofSeconds(5);

  /** A process that changed something is named when it ends, and most end soon. */
  private static final Duration NAMES_DELAY = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final DriftHistory history = new DriftHistory();
  private final Contention contention;
  private final WatchedPaths watched;

  Drifts(KernelFiles files, InstantSource clock) {
    this.clock = clock;
    this.contention = new Contention(clock);
    this.watched = new WatchedPaths(files);
  }

  /** What keeps drift from being put back. */
  Restraint restraint() {
    return contention;
  }

  /** Watches these settings from now on, but for those that are fought over. */
  void watch(List<Desired> all) {
    watched.watch(all);
    watched.leaveAlone(contention.leftAlone());
  }

  /** Whether a file is that of a setting that is watched. Any thread may ask. */
  boolean watches(String path) {
    return watched.contains(path);
  }

  /** What was wanted of the setting that a file belongs to. */
  Optional<Desired> setting(String path) {
    return Optional.ofNullable(watched.setting(path));
  }

  /**
   * Remembers what a look found.
   *
   * @return whether one of the writers is known by his number alone
   */
  boolean found(List<FoundDrift> drifts, Heard heard) {
    boolean unnamed = false;
    Map<String, Set<Writer>> writers = drifts.isEmpty() ? Map.of() : byKey(heard);
    for (FoundDrift drift : drifts) {
      Set<Writer> who = writers.getOrDefault(drift.key(), Set.of());
      Origin origin =
          who.isEmpty()
              ? Origin.event(drift.device(), heard.events())
              : new Origin(List.copyOf(who), "");
      unnamed |= !who.stream().allMatch(Writer::named);
      history.add(drift, clock.instant(), contention.found(drift, origin));
    }
    watched.leaveAlone(contention.leftAlone());
    return unnamed;
  }

  /**
   * Tells of earlier drift, which nobody was seen to make, who or what was heard of since: drivers
   * tell of what they did when they are done with it.
   *
   * @param suspected who changed a setting, or may have, by its key
   * @param found what the same look found: that is theirs, and no earlier one
   * @return whether there was such a drift
   */
  boolean explain(Heard heard, Map<String, Origin> suspected, List<FoundDrift> found) {
    Map<String, Origin> origins = new HashMap<>(suspected);
    byKey(heard).forEach((key, who) -> origins.put(key, new Origin(List.copyOf(who), "")));
    found.forEach(drift -> origins.remove(drift.key()));
    boolean explained = false;
    Instant since = clock.instant().minus(WRITERS_DELAY);
    for (Map.Entry<String, Origin> one : origins.entrySet()) {
      contention.explain(one.getKey(), one.getValue(), since);
      explained |= history.explain(one.getKey(), one.getValue(), since);
    }
    for (DriftEntry entry : heard.events().isEmpty() ? List.<DriftEntry>of() : history.latest()) {
      Origin origin = Origin.event(entry.drift().device(), heard.events());
      contention.explain(entry.drift().key(), origin, since);
      explained |= history.explain(entry.drift().key(), origin, since);
    }
    return explained;
  }

  /**
   * Names a writer of whom only the number was known.
   *
   * @return whether one of the latest drifts is his
   */
  boolean name(Writer writer) {
    Instant since = clock.instant().minus(NAMES_DELAY);
    contention.name(writer, since);
    return history.name(writer, since);
  }

  private Map<String, Set<Writer>> byKey(Heard heard) {
    Map<String, Set<Writer>> writers = new HashMap<>();
    heard
        .writers()
        .forEach((path, who) ->
            setting(path)
                .ifPresent(desired ->
                    writers
                        .computeIfAbsent(desired.setting().key(), _ -> new LinkedHashSet<>())
                        .addAll(who)));
    return writers;
  }

  /** The latest, the newest first. */
  List<DriftEntry> latest() {
    return history.latest();
  }

  /** All since the daemon started. */
  long total() {
    return history.total();
  }

  /** The same by the tuning's uid. */
  Map<String, Long> byTuning() {
    return history.byTuning();
  }
}
