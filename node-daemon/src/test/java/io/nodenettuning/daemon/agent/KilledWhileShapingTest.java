package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.FaultyFiles;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.kernel.Ethtool;
import io.nodenettuning.daemon.kernel.ForwardingEthtool;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies before or after any of its writes to a device whose driver resets what steers
 * its queues; the next one lets go, once, and every original is back.
 */
class KilledWhileShapingTest {
  private static final NodeTuning STEERING =
      tuning("rps: {cpus: {list: '0'}}, irqAffinity: {cpus: {list: '0'}}");
  private static final NodeTuning SHAPE =
      tuning("channels: {combined: 2}, rings: {rx: 512}, rps: {cpus: {list: '1'}}");
  private static final NodeTuning OTHER_SHAPE =
      tuning("channels: {combined: 3}, rfs: {flowCount: 64}");

  @TempDir private Path root;
  private FaultyFiles files;
  private Kernel kernel;
  private FactsReader facts;

  private static NodeTuning tuning(String settings) {
    return Tunings.tuning("t", "interfaces: [{name: a, match: {names: [eth0]}, " + settings + "}]");
  }

  @BeforeEach
  void aNodeWithSettingsOfItsOwn() throws IOException {
    Kernel recorded = RecordedNode.load("igb-12cpu-isolated", root);
    files = new FaultyFiles(recorded.files());
    kernel =
        new Kernel(
            files,
            new Mortal(new Igb(root, recorded.ethtool())),
            recorded.receiveHash(),
            recorded.napiThreads());
    facts = new FactsReader(kernel);
    for (int queue = 0; queue < 4; queue++) {
      write("sys/class/net/eth0/queues/rx-" + queue + "/rps_cpus", "00" + (queue + 1));
      write("proc/irq/" + (25 + queue) + "/smp_affinity_list", "4-" + (5 + queue % 2));
    }
    write("proc/irq/24/smp_affinity_list", "6");
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text + "\n");
  }

  /** Returns whether it lived to its end. */
  private boolean tune(NodeTuning... tunings) throws IOException {
    try (StateFolder state = StateFolder.lock(root.resolve("run/nnt"));
        Journal journal = Journal.open(state, facts.read().bootId())) {
      new Tuner(kernel, facts, journal).tune(facts.read(), List.of(tunings), false);
      return true;
    } catch (FaultyFiles.Death e) {
      return false;
    }
  }

  private Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> found = Files.find(root, 20, (path, is) -> is.isRegularFile())) {
      for (Path path : found.filter(file -> isOfQueues(file.toString())).toList()) {
        String text = files.read("/" + root.relativize(path)).text().orElseThrow().strip();
        all.put(path.toString(), text.replaceFirst("^0+(?=.)", ""));
      }
    }
    all.put(
        "channels", String.valueOf(kernel.ethtool().parameters("eth0", ParameterGroup.CHANNELS)));
    all.put("rings", String.valueOf(kernel.ethtool().parameters("eth0", ParameterGroup.RINGS)));
    return all;
  }

  private static boolean isOfQueues(String path) {
    return path.contains("/eth0/queues/") || path.endsWith("/smp_affinity_list");
  }

  private void diesWhile(List<NodeTuning> before, NodeTuning... tunings) throws IOException {
    Map<String, String> originals = everything();
    boolean lived = false;
    for (int moment = 0; !lived; moment++) {
      for (NodeTuning tuning : before) {
        assertThat(tune(tuning)).isTrue();
      }
      files.diesAt(moment);
      lived = tune(tunings);
      files.lives();
      tune();
      assertThat(everything()).as("died at %d", moment).isEqualTo(originals);
      try (StateFolder state = StateFolder.lock(root.resolve("run/nnt"));
          Journal journal = Journal.open(state, facts.read().bootId())) {
        assertThat(journal.held()).as("died at %d", moment).isEmpty();
      }
      assertThat(moment).isLessThan(200);
    }
  }

  @Test
  void beingShaped() throws IOException {
    diesWhile(List.of(), SHAPE);
  }

  @Test
  void beingShapedAfterItWasSteered() throws IOException {
    diesWhile(List.of(STEERING), SHAPE);
    diesWhile(List.of(STEERING, STEERING), OTHER_SHAPE);
  }

  @Test
  void beingShapedOtherwise() throws IOException {
    diesWhile(List.of(SHAPE), OTHER_SHAPE);
    diesWhile(List.of(OTHER_SHAPE, OTHER_SHAPE), SHAPE);
    diesWhile(List.of(SHAPE, SHAPE), STEERING);
  }

  @Test
  void gettingItsOriginalsBack() throws IOException {
    diesWhile(List.of(SHAPE));
    diesWhile(List.of(SHAPE, SHAPE));
    diesWhile(List.of(STEERING, OTHER_SHAPE, OTHER_SHAPE));
  }

  /** Writes that count among those of files. */
  private final class Mortal extends ForwardingEthtool {
    Mortal(Ethtool device) {
      super(device);
    }

    @Override
    public FeaturesReading setFeatures(String name, Map<String, Boolean> wanted) {
      return files.counted(() -> super.setFeatures(name, wanted));
    }

    @Override
    public ParametersReading setParameters(
        String name, ParameterGroup group, Map<String, Long> wanted) {
      return files.counted(() -> super.setParameters(name, group, wanted));
    }
  }
}
