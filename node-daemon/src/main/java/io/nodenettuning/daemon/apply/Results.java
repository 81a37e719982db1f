package io.nodenettuning.daemon.apply;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.knob.Effect;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rows of a plan say once its steps are done. */
final class Results {
  private Results() {}

  static List<PlannedSetting> of(List<PlannedSetting> rows, List<Done> done) {
    Map<String, Done> byId = new HashMap<>();
    done.forEach(one -> byId.put(one.step().setting().id(), one));
    return rows.stream().map(row -> result(row, byId.get(row.id()))).toList();
  }

  private static PlannedSetting result(PlannedSetting row, @Nullable Done done) {
    if (done == null) {
      return row;
    }
    if (!done.step().value().text().equals(row.desired())) {
      return row.became(row.outcome(), observed(row, done.effect()), row.message());
    }
    return switch (row.outcome()) {
      case Planned, Drifted -> result(row, done.step(), done.effect());
      case Conflict -> row.became(Outcome.Conflict, observed(row, done.effect()), row.message());
      case AlreadySet,
          Applied,
          Constrained,
          Overridden,
          Unresolved,
          Immutable,
          Unsupported,
          RolledBack,
          Contended,
          Failed,
          Pending ->
          row;
    };
  }

  /** What the place shows now, for a row whose wish was not the one that was written. */
  private static @Nullable String observed(PlannedSetting row, Effect effect) {
    return effect instanceof Effect.ReadBack readBack ? readBack.value().text() : row.observed();
  }

  private static PlannedSetting result(PlannedSetting row, Step step, Effect effect) {
    return switch (effect) {
      case Effect.Refused refused ->
          row.became(refused.outcome(), row.observed(), refused.message());
      case Effect.ReadBack readBack -> {
        String now = readBack.value().text();
        if (step.cause() == Step.Cause.Release) {
          yield row.became(Outcome.Applied, now, "original restored");
        }
        if (readBack.value().sameAs(step.value())) {
          String message = join(row.message(), readBack.note());
          yield row.became(
              Outcome.Applied,
              now,
              step.cause() == Step.Cause.Correct ? "put back: " + message : message);
        }
        if (Applier.isContested(step, readBack)) {
          yield row.became(Outcome.Drifted, now, "put back, and changed again at once");
        }
        String why = join(row.message(), readBack.note());
        yield row.became(
            Outcome.Constrained,
            now,
            why.isEmpty()
                ? "asked for %s, the kernel keeps %s".formatted(row.desired(), now)
                : why);
      }
    };
  }

  private static String join(String message, String more) {
    return message.isEmpty() || more.isEmpty() ? message + more : message + "; " + more;
  }
}
