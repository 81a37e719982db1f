package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.ReleasePolicy;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What no enforcing tuning names any more. A tuning that went to Audit, or that is not understood,
 * lets go of nothing.
 */
final class LettingGo {
  private final Map<String, Held> journal;
  private final Facts facts;

  /** Keys that an enforcing tuning names, or that belong to a tuning which lets go of nothing. */
  private final Set<String> kept;

  /** Devices whose queues a tuning goes on shaping. */
  private final Set<String> shaped = new HashSet<>();

  private final List<Setting> settings = new ArrayList<>();

  /** What went with queues that a tuning does without. */
  private final List<Held> vanished = new ArrayList<>();

  private LettingGo(Map<String, Held> journal, Facts facts, Set<String> kept) {
    this.journal = journal;
    this.facts = facts;
    this.kept = kept;
    for (Held held : journal.values()) {
      if (!held.isBystander() && shapes(held.key()) && kept.contains(held.key())) {
        shaped.add(Identity.of(held.key()));
      }
    }
  }

  static LettingGo of(
      List<NodeTuning> tunings, Resolution resolution, Map<String, Held> journal, Facts facts) {
    Set<String> kept = new HashSet<>();
    for (Desired desired : resolution.desired()) {
      if (isEnforced(desired)) {
        kept.add(desired.setting().key());
      }
    }
    Set<String> silent =
        tunings.stream()
            .filter(tuning -> !tuning.enforcing())
            .map(NodeTuning::uid)
            .collect(Collectors.toSet());
    for (Held held : journal.values()) {
      if (silent.contains(held.tuningUid())) {
        kept.add(held.key());
      }
    }
    LettingGo lettingGo = new LettingGo(journal, facts, kept);
    lettingGo.find();
    return lettingGo;
  }

  private static boolean isEnforced(Desired desired) {
    for (Standing standing : desired.standings()) {
      if (standing.claim().tuning().enforcing()) {
        return true;
      }
    }
    return false;
  }

  private static boolean shapes(String key) {
    for (Knob knob : Knobs.IN_ORDER) {
      if (knob.remakesQueues() && key.startsWith(knob.name() + ":")) {
        return true;
      }
    }
    return false;
  }

  private void find() {
    for (Held held : journal.values()) {
      if (kept.contains(held.key())) {
        continue;
      }
      boolean ofShaped = shaped.contains(Identity.of(held.key()));
      if (!held.isBystander() || !held.isReadBack() || !ofShaped) {
        Optional<Setting> setting = Knobs.find(held.key(), facts);
        setting.ifPresent(settings::add);
        if (setting.isEmpty() && ofShaped && !held.isBystander()) {
          vanished.add(held);
        }
      }
    }
  }

  /** What to read for it. */
  List<Setting> settings() {
    return settings;
  }

  void plan(Draft draft, Map<Setting, Observation> observations) {
    vanished.forEach(held -> draft.records.add(held.unnamed()));
    Map<Boolean, List<Setting>> byShaping =
        settings.stream()
            .collect(Collectors.partitioningBy(setting -> setting.knob().remakesQueues()));
    for (Setting setting : Objects.requireNonNull(byShaping.get(true))) {
      release(draft, setting, held(setting), observations.get(setting));
    }
    Set<String> remade = remade(draft);
    for (Setting setting : Objects.requireNonNull(byShaping.get(false))) {
      Held held = held(setting);
      Observation observation = observations.get(setting);
      String device = Identity.of(held.key());
      if (held.isBystander() && shaped.contains(device)) {
        noteWhatBecameOf(draft, held, observation);
      } else if (held.isBystander() && remade.contains(device)) {
        leaveIfChanged(draft, setting, held, observation);
      } else if (!remade.contains(device) || !isBack(held, observation)) {
        // One that is back is held on to while its device may reset it yet.
        release(draft, setting, held, observation);
      }
    }
  }

  private Held held(Setting setting) {
    return Objects.requireNonNull(journal.get(setting.key()));
  }

  /** Devices whose queues are about to be made anew, and with them maybe other interrupts. */
  private static Set<String> remade(Draft draft) {
    Set<String> remade = new HashSet<>();
    for (Step step : draft.steps) {
      if (step.setting().knob().remakesQueues()) {
        remade.add(Identity.of(step.held().key()));
        remade.add(Identity.OF_INTERRUPTS);
      }
    }
    return remade;
  }

  /** What its device made of it is known then, and what anybody else makes of it can be told. */
  private static void noteWhatBecameOf(Draft draft, Held held, @Nullable Observation observation) {
    if (observation instanceof Observation.Seen seen) {
      draft.records.add(held.readBack(seen.value().text()));
    }
  }

  private static void leaveIfChanged(
      Draft draft, Setting setting, Held held, @Nullable Observation observation) {
    if (observation instanceof Observation.Seen seen
        && held.isReadBack()
        && !seen.value().text().equals(held.readBack())) {
      leave(draft, setting, held, observation);
    }
  }

  private static boolean isBack(Held held, @Nullable Observation observation) {
    return observation instanceof Observation.Seen seen
        && seen.original().text().equals(held.original());
  }

  private static void release(
      Draft draft, Setting setting, Held held, @Nullable Observation observation) {
    if (observation instanceof Observation.Missing missing
        && missing.outcome() == Outcome.Pending) {
      // What had the value is gone, and the value with it.
      draft.dropped.add(held.key());
      return;
    }
    boolean ours =
        observation instanceof Observation.Seen seen
            && (!held.isReadBack() || seen.value().text().equals(held.readBack()));
    boolean back = isBack(held, observation);
    // What is not relied on to be as it was read back may have been reset by a write of ours.
    boolean changed = held.written() || held.isBystander() || !held.isReadBack();
    if (!changed || held.releasePolicy() == ReleasePolicy.Keep || back || !ours) {
      if (changed && !back && held.releasePolicy() == ReleasePolicy.Restore) {
        leave(draft, setting, held, observation);
      } else {
        draft.dropped.add(held.key());
      }
      return;
    }
    draft.steps.add(
        new Step(setting, setting.knob().parse(held.original()), held, null, Step.Cause.Release));
    draft.rows.add(
        row(setting, held, observation, Outcome.Planned, "let go: the original comes back"));
  }

  private static void leave(
      Draft draft, Setting setting, Held held, @Nullable Observation observation) {
    draft.dropped.add(held.key());
    draft.rows.add(
        row(
            setting,
            held,
            observation,
            Outcome.Drifted,
            "something else set it since: left as it is"));
  }

  private static PlannedSetting row(
      Setting setting,
      Held held,
      @Nullable Observation observation,
      Outcome outcome,
      String message) {
    return new PlannedSetting(
        held.id(),
        held.tuningUid(),
        held.tuning(),
        held.rule(),
        held.original(),
        observation instanceof Observation.Seen seen ? seen.value().text() : null,
        held.original(),
        outcome,
        setting.knob().disruptive(),
        message,
        false);
  }
}
