package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;

import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Pass;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Plans of a node in a folder that nothing holds yet. */
abstract class PlanCase {
  static final String ETH0 = "interfaces: [{name: a, match: {names: [eth0]}, ";

  @TempDir Path folder;
  FolderNode node;

  @BeforeEach
  void makeNode() {
    node = new FolderNode(folder);
  }

  List<PlannedSetting> plan(NodeTuning... tunings) {
    return look(tunings).settings();
  }

  Plan look(NodeTuning... tunings) {
    return Pass.look(node.kernel(), node.facts(), List.of(tunings), Map.of(), false).plan();
  }

  static PlannedSetting row(List<PlannedSetting> rows, String tuning, String id) {
    return rows.stream()
        .filter(row -> row.id().equals(id) && row.tuning().equals(tuning))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " not among " + rows));
  }
}
