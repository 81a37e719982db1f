package io.nodenettuning.daemon.apply;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.Effect;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Makeup;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.knob.Value;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.Identity;
import io.nodenettuning.daemon.plan.Plan;
import io.nodenettuning.daemon.plan.PlannedSetting;
import io.nodenettuning.daemon.plan.Refusal;
import io.nodenettuning.daemon.plan.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out: first the journal keeps the original of everything that will be written, then
 * the writes go out knob by knob, then the journal keeps what the kernel made of them.
 */
public final class Applier {
  private final Kernel kernel;
  private final Journal journal;

  /** Writes to this kernel, and keeps originals in this journal. */
  public Applier(Kernel kernel, Journal journal) {
    this.kernel = kernel;
    this.journal = journal;
  }

  /**
   * Carries the plan out.
   *
   * @return its rows as they ended
   * @throws IOException when the journal cannot be written; then nothing more is written either
   */
  public List<PlannedSetting> apply(Plan plan) throws IOException {
    Map<String, Held> before = new HashMap<>();
    Map<String, Held> claims = new LinkedHashMap<>();
    plan.records().forEach(record -> claims.put(record.key(), record));
    for (Step step : plan.steps()) {
      Held known = journal.held().get(step.held().key());
      if (known != null) {
        before.put(known.key(), known);
      }
      if (step.cause() != Step.Cause.Release && !isKept(step, step.held(), known)) {
        claims.put(step.held().key(), step.held());
      }
    }
    relyOnNothing(plan.steps(), claims);
    journal.change(claims.values(), plan.dropped());

    List<Done> done = write(plan.steps());
    List<Held> kept = new ArrayList<>(done.size());
    List<String> over = new ArrayList<>();
    done.forEach(one -> conclude(one.step(), one.effect(), before, kept, over));
    journal.change(kept, over);
    return Results.of(plan.settings(), done);
  }

  /**
   * What was put back may leave nothing to tell the journal: it knows the setting as it is again.
   */
  private static boolean isKept(Step step, Held record, @Nullable Held known) {
    return step.cause() == Step.Cause.Correct && record.equals(known);
  }

  /**
   * A device that makes its queues anew may reset what it was read back to have. That is in the
   * journal before it does: a process that ends in between would take the driver for somebody else.
   */
  private void relyOnNothing(List<Step> steps, Map<String, Held> claims) {
    Set<String> remade =
        steps.stream()
            .filter(step -> step.setting().knob().remakesQueues())
            .map(step -> Identity.of(step.held().key()))
            .collect(Collectors.toCollection(HashSet::new));
    if (remade.isEmpty()) {
      return;
    }
    // Whose the interrupts are that serve no queue, their keys do not tell.
    remade.add(Identity.OF_INTERRUPTS);
    Set<String> written = steps.stream().map(step -> step.held().key()).collect(Collectors.toSet());
    for (Held known : journal.held().values()) {
      if (remade.contains(Identity.of(known.key()))) {
        claims.putIfAbsent(known.key(), known);
      }
    }
    claims.replaceAll((key, held) ->
        remade.contains(Identity.of(key)) && !written.contains(key)
            ? held.forgettingValue()
            : held);
  }

  private List<Done> write(List<Step> steps) {
    Map<Knob, Map<Setting, Step>> byKnob = new LinkedHashMap<>();
    for (Step step : steps) {
      byKnob
          .computeIfAbsent(step.setting().knob(), _ -> new LinkedHashMap<>())
          .put(step.setting(), step);
    }
    List<Done> done = new ArrayList<>(steps.size());
    byKnob.forEach((knob, ofKnob) -> {
      Map<Setting, Value> values = new LinkedHashMap<>(ofKnob.size() * 2);
      ofKnob.forEach((setting, step) -> values.put(setting, step.value()));
      knob.write(kernel, values)
          .forEach((setting, effect) ->
              done.add(new Done(Objects.requireNonNull(ofKnob.get(setting)), effect)));
    });
    return done;
  }

  /**
   * Whether what was put back was changed again before it could be read. The kernel has taken that
   * value before: that it keeps another one would be the wrong thing to conclude.
   */
  static boolean isContested(Step step, Effect.ReadBack readBack) {
    return step.expected() != null
        && !readBack.value().sameAs(step.value())
        && !readBack.value().text().equals(step.expected());
  }

  /** What the journal keeps of a write once it is known what came of it. */
  private void conclude(
      Step step, Effect effect, Map<String, Held> before, List<Held> kept, List<String> over) {
    Held known = before.get(step.held().key());
    boolean release = step.cause() == Step.Cause.Release;
    switch (effect) {
      case Effect.ReadBack readBack -> {
        if (release) {
          over.add(step.held().key());
        } else if (isContested(step, readBack)) {
          // What it shows when it is as it should be is known from before.
          kept.add(step.held().readBack(Objects.requireNonNull(step.expected())));
        } else {
          Held record = step.held().readBack(readBack.value().text());
          if (!isKept(step, record, known)) {
            kept.add(record);
          }
        }
      }
      case Effect.Refused refused -> {
        boolean forGood = refused.outcome() != Outcome.Failed;
        if (release && forGood) {
          over.add(step.held().key());
        } else if (!release && forGood) {
          kept.add(step.held().refused(refusal(step.setting(), refused)));
        } else if (!release && known != null) {
          kept.add(known);
        } else if (!release) {
          over.add(step.held().key());
        }
      }
    }
  }

  private Refusal refusal(Setting setting, Effect.Refused refused) {
    return new Refusal(
        refused.outcome(),
        refused.message(),
        setting.knob().comesWithDevice() ? Makeup.of(kernel, setting.device()) : "");
  }
}
