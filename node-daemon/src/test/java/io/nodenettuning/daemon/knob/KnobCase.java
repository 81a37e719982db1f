package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.Tunings.tuning;

import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.agent.Tuner;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.plan.Held;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A knob from a tuning to the files of a node and back. */
abstract class KnobCase {
  static final String ETH0 = "interfaces: [{name: a, match: {names: [eth0]}, ";

  @TempDir private Path folder;
  private FolderNode node;

  @BeforeEach
  void makeNode() throws IOException {
    node = new FolderNode(Files.createDirectory(folder.resolve("node")));
  }

  FolderNode node() {
    return node;
  }

  /** The rows of a plan by id. */
  Rows plan(String yaml) {
    return plan(node.facts(), tuning("t", yaml));
  }

  Rows plan(Facts facts, NodeTuning... tunings) {
    return new Rows(look(facts, List.of(tunings), Map.of()).plan().settings());
  }

  /** The rows as they end once the tuning is applied. */
  Rows apply(String yaml) {
    return apply(node.facts(), List.of(tuning("t", yaml)));
  }

  /** Lets go of all that was applied. */
  Rows revert() {
    return apply(node.facts(), List.of());
  }

  Rows apply(Facts facts, List<NodeTuning> tunings) {
    try (StateFolder state = StateFolder.lock(folder.resolve("state"));
        Journal journal = Journal.open(state, facts.bootId())) {
      Tuner tuner = new Tuner(node.kernel(), new FactsReader(node.kernel()), journal);
      return new Rows(tuner.tune(facts, tunings, false).after());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pass look(Facts facts, List<NodeTuning> tunings, Map<String, Held> held) {
    return Pass.look(node.kernel(), facts, tunings, held, false);
  }
}
