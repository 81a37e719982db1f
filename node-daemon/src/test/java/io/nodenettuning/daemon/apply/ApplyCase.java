package io.nodenettuning.daemon.apply;

import static io.nodenettuning.daemon.Tunings.tuning;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Tuner;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node in a folder whose kernel can refuse, and a process for each pass over it. */
abstract class ApplyCase {
  static final String ETH0 = "interfaces: [{name: a, match: {names: [eth0]}, ";
  static final NodeTuning RPS = tuning("t", ETH0 + "rps: {cpus: {list: 0-5}}}]");
  static final NodeTuning ALL =
      tuning(
          "t",
          "{rpsSockFlowEntries: 32768, cpuPower: [{name: p, cpus: {list: '0'}, governor:"
              + " performance}], "
              + ETH0
              + "rps: {cpus: {}}, rfs: {flowCount: Auto}, irqAffinity: {}, offloads: {tso:"
              + " false}}]}");

  @TempDir Path folder;
  FolderNode node;
  FaultyFiles files;
  Kernel kernel;

  @BeforeEach
  void makeNode() {
    node = new FolderNode(folder);
    files = new FaultyFiles(node.kernel().files());
    kernel = node.kernel().with(files);
  }

  List<PlannedSetting> pass(NodeTuning... tunings) throws IOException {
    try (StateFolder state = StateFolder.lock(folder.resolve("run/nnt"));
        Journal journal = Journal.open(state, "boot-1")) {
      return tuned(journal, tunings).after();
    }
  }

  Tuner.Tuned tuned(Journal journal, NodeTuning... tunings) throws IOException {
    return new Tuner(kernel, new FactsReader(kernel), journal)
        .tune(node.facts(), List.of(tunings), false);
  }

  /** As it should be: a fixed feature may have been so before. */
  static boolean isDone(PlannedSetting row) {
    return row.outcome() == Outcome.Applied
        || (row.outcome() == Outcome.AlreadySet && row.id().startsWith("offload:"));
  }

  List<String> everything() {
    List<String> all = new ArrayList<>();
    for (int queue = 0; queue < 4; queue++) {
      all.add(node.text(FolderNode.rps("eth0", queue)));
      all.add(node.text("/sys/class/net/eth0/queues/rx-" + queue + "/rps_flow_cnt"));
      all.add(node.text("/proc/irq/" + (40 + queue) + "/smp_affinity_list"));
    }
    all.add(node.text("/proc/sys/net/core/rps_sock_flow_entries"));
    all.add(node.text(FolderNode.governor(0)));
    all.add(String.valueOf(kernel.ethtool().features("eth0")));
    return all;
  }
}
