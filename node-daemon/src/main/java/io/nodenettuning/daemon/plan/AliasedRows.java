package io.nodenettuning.daemon.plan;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.knob.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a plan. What an alias stands for and this device does not have is left out, unless
 * the device has none of it: then one row says so.
 */
final class AliasedRows {
  private record Row(String group, PlannedSetting setting) {
    boolean refused() {
      return setting.outcome() == Outcome.Immutable || setting.outcome() == Outcome.Unsupported;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  void add(PlannedSetting setting) {
    rows.add(new Row("", setting));
  }

  void add(Claim claim, Setting setting, PlannedSetting row) {
    String alias = claim.wish().group();
    rows.add(
        new Row(
            alias == null
                ? ""
                : String.join(
                    "/", claim.tuning().uid(), claim.wish().rule(), setting.device(), alias),
            row));
  }

  List<PlannedSetting> settled() {
    Map<String, Boolean> told = new HashMap<>();
    rows.stream()
        .filter(row -> !row.group().isEmpty() && !row.refused())
        .forEach(row -> told.put(row.group(), true));
    List<PlannedSetting> settled = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.group().isEmpty() || !row.refused() || told.putIfAbsent(row.group(), true) == null) {
        settled.add(row.setting());
      }
    }
    return settled;
  }
}
