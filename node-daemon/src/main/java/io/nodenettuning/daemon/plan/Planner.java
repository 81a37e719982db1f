package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.DriftPolicy;
import io.nodenettuning.api.IfUnsupported;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.knob.Wish;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles what is to be done on a node: reads every setting that a tuning names or the journal
 * holds, and decides for each whether it stays, is written, or is let go. It writes nothing.
 */
public final class Planner {
  private final Facts facts;
  private final Map<String, Held> journal;
  private final boolean hold;
  private final Restraint restraint;
  private final Map<Setting, Observation> observations;
  private final Judge judge;
  private final Set<String> reshaped;
  private final Draft draft = new Draft();

  private Planner(
      Facts facts,
      Circumstances circumstances,
      Set<String> reshaped,
      Map<Setting, Observation> observations) {
    this.reshaped = reshaped;
    this.facts = facts;
    this.journal = circumstances.held();
    this.hold = circumstances.hold();
    this.restraint = circumstances.restraint();
    this.observations = observations;
    this.judge = new Judge(facts, journal, circumstances.retries());
  }

  /**
   * Makes the plan.
   *
   * @param tunings all tunings of this node, the ones that are not understood included
   */
  public static Plan plan(
      List<NodeTuning> tunings, Facts facts, Resolution resolution, Circumstances circumstances) {
    LettingGo lettingGo = LettingGo.of(tunings, resolution, circumstances.held(), facts);
    Planner planner =
        new Planner(
            facts,
            circumstances,
            Set.of(),
            Observations.of(circumstances, resolution.desired(), lettingGo.settings()));
    resolution.desired().forEach(planner::settle);
    if (!circumstances.hold()) {
      lettingGo.plan(planner.draft, planner.observations);
      Bystanders.record(planner.draft, circumstances.held(), facts, circumstances.kernel());
    }
    planner.forget();
    return planner.draft.plan();
  }

  /**
   * Makes a plan for some settings alone, on facts that were read before: what is to be done about
   * a change of theirs.
   */
  public static Plan check(List<Desired> some, Facts facts, Circumstances circumstances) {
    Planner planner =
        new Planner(
            facts, circumstances, Set.of(), Observations.of(circumstances, some, List.of()));
    some.forEach(planner::settle);
    return planner.draft.plan();
  }

  /**
   * How settings will stand on queues that are yet to come; for showing only.
   *
   * @param facts the node as it is
   * @param reshaped interfaces whose queues will be other ones
   * @param resolution on the queues to come
   */
  static List<PlannedSetting> foresee(
      Facts facts, Set<String> reshaped, Resolution resolution, Circumstances circumstances) {
    Planner planner =
        new Planner(
            facts,
            circumstances,
            reshaped,
            Observations.of(circumstances, resolution.desired(), List.of()));
    resolution.desired().forEach(planner::settle);
    return planner.draft.plan().settings();
  }

  private void settle(Desired desired) {
    Optional<Claim> winner = desired.winner();
    Verdict winners =
        winner.isPresent()
            ? verdict(desired.setting(), winner.get())
            : Verdict.none(Outcome.Planned, observed(desired.setting()), "");
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

  static @Nullable String text(@Nullable Value value) {
    return value == null ? null : value.text();
  }

  private static Verdict as(Outcome outcome, Verdict verdict, String message) {
    return new Verdict(
        outcome, verdict.observed(), verdict.expected(), message, Verdict.Action.None);
  }

  private Verdict verdict(Setting setting, Claim claim) {
    Wish.To to = (Wish.To) claim.wish().ask();
    if (reshaped.contains(setting.device())
        && setting.knob().find(setting.key(), facts).isEmpty()) {
      return new Verdict(
          Outcome.Planned,
          null,
          to.value().text(),
          "a prediction: its queue is not there yet",
          Verdict.Action.None);
    }
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
          draft.records.add(record);
        }
      }
      case Write -> {
        if (!hold) {
          draft.steps.add(
              new Step(setting, to.value(), held(setting, claim, true), null, Step.Cause.Apply));
        }
      }
      case Drift -> {
        return drift(setting, claim, verdict);
      }
    }
    return verdict;
  }

  private Verdict drift(Setting setting, Claim claim, Verdict verdict) {
    Held known = Objects.requireNonNull(journal.get(setting.key()));
    String found = Objects.requireNonNull(verdict.observed()).text();
    Optional<String> kept =
        hold || claim.tuning().driftPolicy() != DriftPolicy.Correct
            ? Optional.empty()
            : restraint.keeps(setting);
    boolean correct =
        !hold && claim.tuning().driftPolicy() == DriftPolicy.Correct && kept.isEmpty();
    if (correct || !found.equals(known.drifted())) {
      draft.drifts.add(
          new FoundDrift(
              setting.id(),
              setting.key(),
              setting.device(),
              claim.tuning().uid(),
              claim.tuning().name(),
              verdict.expected(),
              found,
              correct));
    }
    if (correct) {
      Wish.To to = (Wish.To) claim.wish().ask();
      Held held = held(setting, claim, true);
      // What was wished before is wished again: what is known of it stays true.
      boolean same = held.equals(known.forgettingValue());
      draft.steps.add(
          new Step(
              setting,
              to.value(),
              same ? known.drifted(null) : held,
              verdict.expected(),
              Step.Cause.Correct));
    } else if (!found.equals(known.drifted())) {
      draft.records.add(known.drifted(found));
    }
    return kept.map(why -> as(Outcome.Contended, verdict, why)).orElse(verdict);
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
        null);
  }

  private void row(Setting setting, Claim claim, Verdict verdict) {
    boolean told = claim.wish().ask() instanceof Wish.Cannot cannot && !cannot.counts();
    boolean counts =
        !told
            && (verdict.outcome() != Outcome.Unsupported
                || claim.ifUnsupported() == IfUnsupported.Report);
    draft.rows.add(
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

  /** Records of device instances that are gone for good are over: their settings went with them. */
  private void forget() {
    Set<String> present = new HashSet<>();
    Set<String> buses = new HashSet<>();
    for (Nic nic : facts.nics()) {
      present.add(nic.identity());
      if (nic.busAddress() != null) {
        buses.add(nic.busAddress());
      }
    }
    for (Held held : journal.values()) {
      if (Identity.isOfDevice(held.key())
          && !present.contains(Identity.of(held.key()))
          && isOver(held.key(), buses)) {
        draft.dropped.add(held.key());
      }
    }
  }

  /**
   * A device on a bus may be in a container's namespace and come back as it was; not so when its
   * driver made another interface of it.
   */
  private static boolean isOver(String key, Set<String> buses) {
    return Identity.bus(key).map(buses::contains).orElse(true);
  }
}
