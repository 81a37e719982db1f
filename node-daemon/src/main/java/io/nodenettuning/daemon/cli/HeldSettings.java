package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.knob.Observation;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what the journal holds stands, by the journal alone: for tunings that are not known here. */
final class HeldSettings {
  private HeldSettings() {}

  /** Rows for what is held and has no row yet. */
  static List<PlannedSetting> beside(
      List<PlannedSetting> known, Collection<Held> journal, Kernel kernel, Facts facts) {
    Set<String> ids = known.stream().map(PlannedSetting::id).collect(Collectors.toSet());
    return journal.stream()
        .filter(held -> !held.isBystander() && !ids.contains(held.id()))
        .map(held ->
            Knobs.find(held.key(), facts)
                .map(setting -> row(held, setting, observe(setting, kernel)))
                .orElseGet(
                    () -> row(held, null, Outcome.Pending, "its device is not there", false)))
        .toList();
  }

  private static Observation observe(Setting setting, Kernel kernel) {
    return Objects.requireNonNull(
        setting.knob().observe(kernel, List.of(setting)).get(setting), setting.id());
  }

  private static PlannedSetting row(Held held, Setting setting, Observation observation) {
    boolean disruptive = setting.knob().disruptive();
    return switch (observation) {
      case Observation.Missing missing ->
          row(held, null, missing.outcome(), missing.message(), disruptive);
      case Observation.Fixed fixed ->
          row(held, fixed.value().text(), Outcome.Immutable, fixed.message(), disruptive);
      case Observation.Seen seen -> seen(held, seen.value().text(), disruptive);
    };
  }

  private static PlannedSetting seen(Held held, String observed, boolean disruptive) {
    String readBack = held.readBack();
    if (readBack == null) {
      Refusal refusal = held.refusal();
      return refusal == null
          ? row(held, observed, Outcome.Failed, "", disruptive)
          : row(held, observed, refusal.outcome(), refusal.message(), disruptive);
    }
    if (!observed.equals(readBack)) {
      return row(
          held,
          observed,
          Outcome.Drifted,
          "was %s, something else set it to %s".formatted(readBack, observed),
          disruptive);
    }
    Outcome outcome =
        held.written()
            ? observed.equals(held.desired()) ? Outcome.Applied : Outcome.Constrained
            : Outcome.AlreadySet;
    return row(held, observed, outcome, "", disruptive);
  }

  private static PlannedSetting row(
      Held held, @Nullable String observed, Outcome outcome, String message, boolean disruptive) {
    return new PlannedSetting(
        held.id(),
        held.tuningUid(),
        held.tuning(),
        "",
        held.desired(),
        observed,
        held.readBack(),
        outcome,
        disruptive,
        message,
        true);
  }
}
