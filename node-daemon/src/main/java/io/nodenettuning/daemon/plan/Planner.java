package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.DriftPolicy;
import io.nodenettuning.api.IfUnsupported;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.ReleasePolicy;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.knob.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settles what is to be done on a node: reads every setting that a tuning names or the journal
 * holds, and decides for each whether it stays, is written, or is let go. It writes nothing.
 */
public final class Planner {
  private final Facts facts;
  private final Map<String, Held> journal;
  private final boolean hold;
  private final Map<Setting, Observation> observations;
  private final Judge judge;
  private final AliasedRows rows = new AliasedRows();
  private final List<Step> steps = new ArrayList<>();
  private final List<Held> records = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<FoundDrift> drifts = new ArrayList<>();

  private Planner(
      Facts facts,
      Map<String, Held> journal,
      boolean hold,
      Map<Setting, Observation> observations) {
    this.facts = facts;
    this.journal = journal;
    this.hold = hold;
    this.observations = observations;
    this.judge = new Judge(facts, journal);
  }

  /**
   * Makes the plan.
   *
   * @param tunings all tunings of this node, the ones that are not understood included
   * @param journal what is held, by key
   * @param hold whether nothing may be written now
   */
  public static Plan plan(
      List<NodeTuning> tunings,
      Facts facts,
      Map<String, Held> journal,
      boolean hold,
      Resolution resolution,
      Kernel kernel) {
    List<Setting> released = Release.settings(tunings, resolution, journal, facts);
    Planner planner =
        new Planner(facts, journal, hold, Observations.of(kernel, resolution.desired(), released));
    resolution.desired().forEach(planner::settle);
    released.forEach(planner::release);
    planner.forget();
    return planner.result();
  }

  private Plan result() {
    steps.sort((one, other) ->
        Integer.compare(
            Knobs.IN_ORDER.indexOf(one.setting().knob()),
            Knobs.IN_ORDER.indexOf(other.setting().knob())));
    return new Plan(rows.settled(), steps, records, dropped, drifts);
  }

  private void settle(Desired desired) {
    Verdict winners =
        desired
            .winner()
            .map(claim -> verdict(desired.setting(), claim))
            .orElseGet(() -> Verdict.none(Outcome.Planned, observed(desired.setting()), ""));
    for (Standing standing : desired.standings()) {
      Claim claim = standing.claim();
      Setting setting = desired.setting();
      switch (standing.role()) {
        case Wins -> row(setting, claim, act(setting, claim, winners));
        case WinsContested -> {
          Verdict done = act(setting, claim, winners);
          row(setting, claim, as(Outcome.Conflict, done, standing.message()));
        }
        case Agrees -> row(setting, claim, winners);
        case Overridden -> row(setting, claim, as(Outcome.Overridden, winners, standing.message()));
        case Conflicts -> row(setting, claim, as(Outcome.Conflict, winners, standing.message()));
        case Empty -> {
          Wish.Cannot cannot = (Wish.Cannot) claim.wish().ask();
          row(setting, claim, Verdict.none(cannot.outcome(), observed(setting), cannot.message()));
        }
        case Audits -> {
          Verdict audit = verdict(setting, claim);
          row(
              setting,
              claim,
              audit.action() == Verdict.Action.Drift ? as(Outcome.Planned, audit, "") : audit);
        }
      }
    }
  }

  private @Nullable Value observed(Setting setting) {
    return switch (observations.get(setting)) {
      case Observation.Seen seen -> seen.value();
      case Observation.Fixed fixed -> fixed.value();
      case Observation.Missing _ -> null;
      case null -> null;
    };
  }

  private static @Nullable String text(@Nullable Value value) {
    return value == null ? null : value.text();
  }

  private static Verdict as(Outcome outcome, Verdict verdict, String message) {
    return new Verdict(
        outcome, verdict.observed(), verdict.expected(), message, Verdict.Action.None);
  }

  private Verdict verdict(Setting setting, Claim claim) {
    Wish.To to = (Wish.To) claim.wish().ask();
    return judge.judge(
        setting, to.value(), to.note(), Objects.requireNonNull(observations.get(setting)));
  }

  /** Puts a verdict into the plan's steps and records, and returns it as it is then to be told. */
  private Verdict act(Setting setting, Claim claim, Verdict verdict) {
    Wish.To to = (Wish.To) claim.wish().ask();
    switch (verdict.action()) {
      case None -> {}
      case Keep -> {
        Held record =
            held(setting, claim, false).readBack(Objects.requireNonNull(verdict.observed()).text());
        if (!record.equals(journal.get(setting.key()))) {
          records.add(record);
        }
      }
      case Write -> {
        if (!hold) {
          steps.add(new Step(setting, to.value(), held(setting, claim, true), Step.Cause.Apply));
        }
      }
      case Drift -> drift(setting, claim, verdict);
    }
    return verdict;
  }

  private void drift(Setting setting, Claim claim, Verdict verdict) {
    Held known = Objects.requireNonNull(journal.get(setting.key()));
    String found = Objects.requireNonNull(verdict.observed()).text();
    boolean correct = !hold && claim.tuning().driftPolicy() == DriftPolicy.Correct;
    if (correct || !found.equals(known.drifted())) {
      drifts.add(
          new FoundDrift(
              setting.id(),
              claim.tuning().uid(),
              claim.tuning().name(),
              verdict.expected(),
              found,
              correct));
    }
    if (correct) {
      Wish.To to = (Wish.To) claim.wish().ask();
      steps.add(new Step(setting, to.value(), held(setting, claim, true), Step.Cause.Correct));
    } else if (!found.equals(known.drifted())) {
      records.add(known.drifted(found));
    }
  }

  /** The journal's record of a setting as this claim makes it; the first original stays. */
  private Held held(Setting setting, Claim claim, boolean write) {
    Held known = journal.get(setting.key());
    Observation.Seen seen = (Observation.Seen) Objects.requireNonNull(observations.get(setting));
    return new Held(
        setting.key(),
        setting.id(),
        known == null ? seen.original().text() : known.original(),
        ((Wish.To) claim.wish().ask()).value().text(),
        null,
        write || (known != null && known.written()),
        claim.tuning().uid(),
        claim.tuning().name(),
        claim.wish().rule(),
        claim.tuning().releasePolicy(),
        null,
        null,
        "");
  }

  private void row(Setting setting, Claim claim, Verdict verdict) {
    boolean counts =
        verdict.outcome() != Outcome.Unsupported || claim.ifUnsupported() == IfUnsupported.Report;
    rows.add(
        claim,
        setting,
        new PlannedSetting(
            setting.id(),
            claim.tuning().uid(),
            claim.tuning().name(),
            claim.wish().rule(),
            text(claim.wish().wanted()),
            text(verdict.observed()),
            verdict.expected(),
            verdict.outcome(),
            setting.knob().disruptive(),
            verdict.message(),
            counts));
  }

  private void release(Setting setting) {
    Held held = Objects.requireNonNull(journal.get(setting.key()));
    if (hold) {
      return;
    }
    boolean ours =
        observations.get(setting) instanceof Observation.Seen seen
            && (held.readBack() == null || seen.value().text().equals(held.readBack()));
    boolean back =
        observations.get(setting) instanceof Observation.Seen seen
            && seen.original().text().equals(held.original());
    if (!held.written() || held.releasePolicy() == ReleasePolicy.Keep || back || !ours) {
      dropped.add(held.key());
      if (held.written() && !back && held.releasePolicy() == ReleasePolicy.Restore) {
        rows.add(
            released(setting, held, Outcome.Drifted, "something else set it since: left as it is"));
      }
      return;
    }
    steps.add(new Step(setting, setting.knob().parse(held.original()), held, Step.Cause.Release));
    rows.add(released(setting, held, Outcome.Planned, "let go: the original comes back"));
  }

  private PlannedSetting released(Setting setting, Held held, Outcome outcome, String message) {
    return new PlannedSetting(
        held.id(),
        held.tuningUid(),
        held.tuning(),
        held.rule(),
        held.original(),
        text(observed(setting)),
        held.original(),
        outcome,
        setting.knob().disruptive(),
        message,
        false);
  }

  /** Records of virtual devices that are gone are over: their settings went with them. */
  private void forget() {
    Set<String> present =
        facts.nics().stream().map(nic -> nic.identity()).collect(Collectors.toSet());
    journal.values().stream()
        .filter(held -> Release.isOfVirtualDevice(held.key()))
        .filter(held -> !present.contains(Release.identity(held.key())))
        .map(Held::key)
        .forEach(dropped::add);
  }
}
