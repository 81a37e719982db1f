package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.knob.Expectation;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.plan.Verdict.Action;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a setting should be with what it is. Three values are never confused: desired, what
 * the kernel is expected to show once it took that, and what it was observed to show.
 */
record Judge(Facts facts, Map<String, Held> journal, Set<String> renewed) {

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
      return held != null && held.refusal() != null && !isWorthAnotherTry(setting)
          ? Verdict.none(held.refusal(), observed, held.refusalMessage())
          : new Verdict(Outcome.Planned, observed, predicted.text(), note, Action.Write);
    }
    return new Verdict(
        Outcome.Drifted,
        observed,
        held.readBack(),
        "was " + held.readBack() + ", something else set it to " + observed.text(),
        Action.Drift);
  }

  private boolean isWorthAnotherTry(Setting setting) {
    return setting.knob().comesWithDevice() && renewed.contains(setting.device());
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
