package io.nodenettuning.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.plan.Circumstances;
import io.nodenettuning.daemon.plan.LastResolution;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.Restraint;
import io.nodenettuning.daemon.plan.Retries;
import io.nodenettuning.daemon.plan.SlowReads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times facts and plan of a large node that has everything still to be changed: first with all
 * knobs, then with those of queues alone on nodes of growing size.
 *
 * <p>Argument: a folder to make the nodes in.
 */
public final class PlanBenchmark {
  private static final int CPUS = 512;
  private static final int NICS = 8;
  private static final int QUEUES = 128;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 21;
  private static final double MEBIBYTE = 1 << 20;

  private static final String ALL_KNOBS =
      """
      {"interfaces": [{
         "name": "all", "match": {"drivers": ["mlx5_core"]},
         "irqAffinity": {"cpus": {}, "distribution": "OneCpuPerQueue"},
         "rps": {"cpus": {"numa": "Local"}}, "rfs": {"flowCount": "Auto"}, "xps": {"cpus": {}},
         "offloads": {"lro": false, "tso": true, "rx-gro": false},
         "channels": {"combined": "Max"}, "rings": {"rx": "Max", "tx": 2048},
         "coalesce": {"adaptiveRx": false, "adaptiveTx": false, "rxUsecs": 50, "rxFrames": 64},
         "rss": {"indirection": "Equal"},
         "napi": {"threaded": "Enabled", "threadCpus": {}, "deferHardIrqs": 2,
                  "groFlushTimeoutNanos": 200000}}],
       "rpsSockFlowEntries": 1048576,
       "cpuPower": [{"name": "all", "cpus": {}, "governor": "performance",
                     "energyPerformancePreference": "performance", "resumeLatencyMicros": 0}],
       "housekeeping": {"cpus": {}, "interrupts": "Move", "unboundWorkqueues": "Move"},
       "sysctls": {"net.core.netdev_budget": 600, "net.core.netdev_max_backlog": 5000}}
      """;

  private static final String QUEUE_KNOBS =
      """
      {"interfaces": [{
         "name": "all", "match": {"drivers": ["mlx5_core"]},
         "irqAffinity": {"cpus": {}, "distribution": "OneCpuPerQueue"},
         "rps": {"cpus": {"numa": "Local"}}, "rfs": {"flowCount": 64}, "xps": {"cpus": {}}}]}
      """;

  /** Interfaces and queues of each, for four settings a queue. */
  private static final int[][] CURVE = {{1, 25}, {2, 125}, {8, 128}, {20, 128}, {40, 125}};

  private final Kernel kernel;
  private final FactsReader facts;
  private final SlowReads slowReads = new SlowReads();
  private LastResolution lastResolution = new LastResolution();
  private final List<NodeTuning> tunings;
  private int settings;

  private PlanBenchmark(Path node, String tuning) throws JsonProcessingException {
    // The daemon's own way to files, which here are plain ones; devices answer from a recording.
    kernel = Kernel.recorded(node).with(Kernel.mountedAt(node).files());
    facts = new FactsReader(kernel);
    Revision revision = ApiJson.tolerant().readValue(tuning, Revision.class);
    tunings =
        List.of(
            new NodeTuning("bench", "bench", 0, "bench-1", new NodeTuning.Understood(revision)));
  }

  /** Runs the benchmark; the last line printed is its result as JSON. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path large = folder.resolve("large");
    ModelledNode.make(large, CPUS, NICS, QUEUES);
    PlanBenchmark all = new PlanBenchmark(large, ALL_KNOBS);
    double millis = all.measure(all::pass);
    double changed = all.measure(all::passAfterChange);
    double heap = all.peak();
    System.out.printf(
        Locale.ROOT,
        "%d CPUs, %d interfaces of %d queues, %d settings: %.1f ms, %.1f where the node changed since"
            + " the last look; %.1f MiB of heap%n",
        CPUS,
        NICS,
        QUEUES,
        all.settings,
        millis,
        changed,
        heap);

    List<String> curve = new ArrayList<>();
    for (int[] size : CURVE) {
      Path node = folder.resolve("queues-" + size[0] * size[1]);
      ModelledNode.make(node, CPUS, size[0], size[1]);
      PlanBenchmark queues = new PlanBenchmark(node, QUEUE_KNOBS);
      double took = queues.measure(queues::pass);
      System.out.printf(
          Locale.ROOT,
          "%6d settings: %7.2f ms, %5.2f us each%n",
          queues.settings,
          took,
          1000 * took / queues.settings);
      curve.add(String.format(Locale.ROOT, "[%d, %.2f]", queues.settings, took));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"bench\": \"plan\", \"settings\": %d, \"ms\": %.1f, \"heap_mib\": %.1f, \"curve\": [%s]}%n",
        all.settings,
        millis,
        heap,
        String.join(", ", curve));
  }

  /** The median of many passes, in milliseconds. */
  private double measure(Runnable look) {
    List<Long> nanos = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      look.run();
      if (round >= 0) {
        nanos.add(System.nanoTime() - start);
      }
    }
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }

  /** The most heap that is taken during a pass, garbage included, in MiB. */
  private double peak() {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    System.gc();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    pass();
    return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
  }

  /** One that finds the node other than it was: what tunings come to is found out anew. */
  private void passAfterChange() {
    lastResolution = new LastResolution();
    pass();
  }

  private void pass() {
    Pass pass =
        Pass.look(
            facts.readWithoutSearch(),
            tunings,
            new Circumstances(
                kernel,
                slowReads,
                lastResolution,
                Map.of(),
                false,
                Restraint.NONE,
                Retries.comparing(kernel)));
    settings = pass.plan().settings().size();
    if (pass.plan().steps().isEmpty()) {
      throw new IllegalStateException("nothing to change: " + pass.plan().settings());
    }
  }
}
