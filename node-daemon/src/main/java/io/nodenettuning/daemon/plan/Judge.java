package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.Expectation;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.plan.Verdict.Action;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a setting should be with what it is. Three values are never confused: desired, what
 * the kernel is expected to show once it took that, and what it was observed to show.
 */
record Judge(Facts facts, Map<String, Held> journal, Retries retries) {

  /** What is to become of a setting that should have a value. */
  Verdict judge(Setting setting, Value desired, String note, Observation observation) {
    return switch (observation) {
      case Observation.Missing missing -> Verdict.none(missing.outcome(), null, missing.message());
      case Observation.Fixed fixed ->
          new Verdict(
              fixed.value().sameAs(desired) ? Outcome.AlreadySet : Outcome.Immutable,
              fixed.value(),
              fixed.value().text(),
              fixed.message(),
              Action.None);
      case Observation.Seen seen ->
          switch (setting.knob().expect(setting, desired, facts)) {
            case Expectation.Refuses refuses ->
                Verdict.none(refuses.outcome(), seen.value(), refuses.message());
            case Expectation.Shows shows ->
                compare(
                    setting,
                    desired,
                    shows.value(),
                    join(join(note, shows.note()), seen.note()),
                    seen);
          };
    };
  }

  private Verdict compare(
      Setting setting, Value desired, Value predicted, String note, Observation.Seen seen) {
    Value observed = seen.value();
    Held held = journal.get(setting.key());
    if (held != null && (seen.remade() || !desired.text().equals(held.desired()))) {
      held = held.written() ? held.forgettingValue() : null;
    }
    if (observed.sameAs(predicted) || observed.sameAs(desired) || isReadBack(held, observed)) {
      return new Verdict(
          standing(held, desired, observed), observed, observed.text(), note, Action.Keep);
    }
    if (seen.original().sameAs(desired)) {
      return new Verdict(Outcome.Constrained, observed, observed.text(), note, Action.Keep);
    }
    if (held == null || held.readBack() == null) {
      Refusal refusal = held == null ? null : held.refusal();
      return refusal != null && !isWorthAnotherTry(setting, refusal)
          ? Verdict.none(refusal.outcome(), observed, refusal.message())
          : new Verdict(Outcome.Planned, observed, predicted.text(), note, Action.Write);
    }
    return new Verdict(
        Outcome.Drifted,
        observed,
        held.readBack(),
        "was " + held.readBack() + ", something else set it to " + observed.text(),
        Action.Drift);
  }

  private boolean isWorthAnotherTry(Setting setting, Refusal refusal) {
    return setting.knob().comesWithDevice() && retries.isDue(setting, refusal);
  }

  private static boolean isReadBack(@Nullable Held held, Value observed) {
    return held != null && observed.text().equals(held.readBack());
  }

  private static Outcome standing(@Nullable Held held, Value desired, Value observed) {
    if (held == null || !held.written()) {
      return Outcome.AlreadySet;
    }
    return observed.sameAs(desired) ? Outcome.Applied : Outcome.Constrained;
  }

  private static String join(String note, String more) {
    return note.isEmpty() || more.isEmpty() ? note + more : note + "; " + more;
  }
}
