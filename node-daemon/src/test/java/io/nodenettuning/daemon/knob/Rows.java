package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;

/** The rows of a plan. */
record Rows(List<PlannedSetting> all) {

  /** The row of a setting. */
  PlannedSetting of(String id) {
    return all.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " not among " + all));
  }
}
