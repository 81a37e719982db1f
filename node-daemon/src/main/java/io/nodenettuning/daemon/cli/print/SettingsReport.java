package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.cli.print.Table.Cell;
import io.nodenettuning.daemon.cli.print.Table.Column;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node's settings: a plan, what became of it, or how they stand.
 *
 * @param node the node's name
 * @param rows its settings
 * @param view which of these
 * @param warnings what else somebody should know
 */
public record SettingsReport(String node, List<SettingRow> rows, View view, List<String> warnings) {

  /**
   * Prints it.
   *
   * @param all whether a table shows settings that are as wished, too
   */
  public void print(Format format, boolean all, Terminal terminal) {
    switch (format) {
      case table -> printTable(all, terminal);
      case json, yaml -> {
        Document.print(tree(), format, terminal);
        warnings.forEach(warning -> terminal.warn("warning: " + warning));
      }
    }
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("node", node);
    tree.put("settings", rows.stream().map(row -> tree(row.setting())).toList());
    tree.put("summary", Summary.counts(rows));
    return tree;
  }

  private static Map<String, Object> tree(PlannedSetting setting) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", setting.id());
    tree.put("tuning", setting.tuning());
    tree.put("rule", setting.rule());
    tree.put("desired", setting.desired());
    tree.put("observed", setting.observed());
    tree.put("expected", setting.expected());
    tree.put("outcome", setting.outcome());
    tree.put("disruptive", setting.disruptive());
    tree.put("message", setting.message());
    return tree;
  }

  private void printTable(boolean all, Terminal terminal) {
    List<SettingRow> shown = rows.stream().filter(row -> all || !row.isFine()).toList();
    if (!shown.isEmpty()) {
      Table table =
          new Table(
              Column.whole("OUTCOME"),
              Column.whole("SETTING"),
              Column.wrapped("VALUE"),
              Column.cut("TUNING/RULE"));
      for (int i = 0; i < shown.size(); i++) {
        PlannedSetting setting = shown.get(i).setting();
        table.row(
            new Cell(setting.outcome().name(), colour(setting.outcome())),
            Cell.of(setting.id()),
            Cell.of(shown.get(i).value()),
            new Cell(origin(setting), Colour.Dim));
        // What many queues in a row have in common is said once, below the last of them.
        boolean goesOn =
            i + 1 < shown.size() && shown.get(i + 1).setting().message().equals(setting.message());
        if (!goesOn && !setting.message().isEmpty()) {
          table.note(setting.message());
        }
      }
      table.print(terminal);
      terminal.line("");
    }
    warnings.forEach(warning -> terminal.line(Colour.Change, "warning: " + warning));
    int hidden = rows.size() - shown.size();
    terminal.line(
        Colour.Strong,
        Summary.line(rows, view) + (hidden == 0 ? "" : " (--all shows %d more)".formatted(hidden)));
  }

  private static String origin(PlannedSetting setting) {
    return setting.rule().isEmpty() ? setting.tuning() : setting.tuning() + "/" + setting.rule();
  }

  private static Colour colour(Outcome outcome) {
    return switch (outcome) {
      case AlreadySet, Applied, Constrained -> Colour.Good;
      case Planned, Pending, Overridden -> Colour.Change;
      case Conflict, Unresolved, Immutable, Unsupported, Drifted, RolledBack, Contended, Failed ->
          Colour.Bad;
    };
  }
}
