package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Knobs;
import java.util.ArrayList;
import java.util.List;

/** A plan that is being made. */
final class Draft {
  final AliasedRows rows = new AliasedRows();
  final List<Step> steps = new ArrayList<>();
  final List<Held> records = new ArrayList<>();
  final List<String> dropped = new ArrayList<>();
  final List<FoundDrift> drifts = new ArrayList<>();

  /** The plan, its steps in the order of writing. */
  Plan plan() {
    steps.sort((one, other) -> Integer.compare(position(one), position(other)));
    return new Plan(rows.settled(), steps, records, dropped, drifts);
  }

  private static int position(Step step) {
    Knob knob = step.setting().knob();
    return step.cause() == Step.Cause.Release && knob.releasedFirst() ? -1 : Knobs.position(knob);
  }
}
