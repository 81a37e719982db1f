package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many settings stand how. */
final class Summary {
  private Summary() {}

  /** The count of each outcome that there is, from good to bad. */
  static Map<String, Integer> counts(List<SettingRow> rows) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    rows.forEach(row -> counts.merge(row.setting().outcome(), 1, Integer::sum));
    Map<String, Integer> byName = new LinkedHashMap<>();
    counts.forEach((outcome, count) -> byName.put(outcome.name(), count));
    return byName;
  }

  /**
   * One line for people.
   *
   * @param view what the rows are
   */
  static String line(List<SettingRow> rows, View view) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Step.Cause cause : Step.Cause.values()) {
      counts.put(words(cause, view), 0);
    }
    for (Outcome outcome : Outcome.values()) {
      counts.put(words(outcome, view), 0);
    }
    rows.forEach(row -> counts.merge(words(row, view), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((words, count) -> {
      if (count > 0) {
        parts.add(count + " " + words);
      }
    });
    if (rows.stream().allMatch(row -> row.cause() == null)) {
      parts.addAll(0, nothing(view));
    }
    return parts.isEmpty() ? "nothing is held" : String.join(", ", parts);
  }

  private static List<String> nothing(View view) {
    return switch (view) {
      case Plan -> List.of("nothing to write");
      case Writes -> List.of("nothing written");
      case Status -> List.of();
    };
  }

  private static String words(SettingRow row, View view) {
    Outcome outcome = row.setting().outcome();
    boolean refused =
        view == View.Writes
            && outcome != Outcome.Applied
            && outcome != Outcome.Constrained
            && outcome != Outcome.Conflict;
    return row.cause() == null || refused ? words(outcome, view) : words(row.cause(), view);
  }

  private static String words(Step.Cause cause, View view) {
    boolean done = view == View.Writes;
    return switch (cause) {
      case Apply -> done ? "written" : "to write";
      case Correct -> done ? "put back" : "to put back";
      case Release -> done ? "restored" : "to restore";
    };
  }

  private static String words(Outcome outcome, View view) {
    return switch (outcome) {
      case AlreadySet -> "already set";
      case Applied -> view == View.Writes ? "applied before" : "applied";
      case Constrained -> "constrained";
      case Overridden -> "overridden";
      case Planned -> view == View.Status ? "planned" : "only planned";
      case Conflict -> "in conflict";
      case Unresolved -> "unresolved";
      case Immutable -> "immutable";
      case Unsupported -> "unsupported";
      case Drifted -> "drifted";
      case RolledBack -> "rolled back";
      case Contended -> "contended";
      case Failed -> "failed";
      case Pending -> "pending";
    };
  }
}
