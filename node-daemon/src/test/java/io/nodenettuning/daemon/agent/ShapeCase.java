package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.Circumstances;
import io.nodenettuning.daemon.plan.Foresight;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An igb, whose driver makes queues anew and resets what steers them; a process for each pass. */
abstract class ShapeCase {
  @TempDir Path root;
  Kernel kernel;
  FactsReader facts;
  Igb card;

  @BeforeEach
  void makeNode() {
    Kernel recorded = RecordedNode.load("igb-12cpu-isolated", root);
    card = new Igb(root, recorded.ethtool());
    kernel = new Kernel(recorded.files(), card, recorded.receiveHash(), recorded.napiThreads());
    facts = new FactsReader(kernel);
  }

  Tuner.Tuned tune(NodeTuning... tunings) {
    try (StateFolder state = StateFolder.lock(root.resolve("run/nnt"));
        Journal journal = Journal.open(state, facts.read().bootId())) {
      return new Tuner(kernel, facts, journal).tune(facts.read(), List.of(tunings), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<PlannedSetting> foreseen(Tuner.Tuned tuned, NodeTuning... tunings) {
    return new Foresight(
            List.of(tunings), tuned.pass().facts(), Circumstances.once(kernel, Map.of(), false))
        .rows(tuned.pass().resolution(), List.of(), tuned.after());
  }

  static NodeTuning tuning(String settings) {
    return Tunings.tuning("t", "interfaces: [{name: a, match: {names: [eth0]}, " + settings + "}]");
  }

  static PlannedSetting row(List<PlannedSetting> rows, String id) {
    return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  String rps(int queue) {
    return text("/sys/class/net/eth0/queues/rx-" + queue + "/rps_cpus");
  }

  String text(String path) {
    return kernel.files().read(path).text().orElseThrow().strip();
  }

  Path queueFolder(int queue) {
    return root.resolve("sys/class/net/eth0/queues/rx-" + queue);
  }

  void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n");
  }
}
