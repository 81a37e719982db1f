package io.nodenettuning.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How soon a change by another process is noticed and corrected, beside a bare loop in C; with the
 * CPUs saturated; how many writers who are gone at once are named; and how often a quiet daemon
 * wakes.
 */
public final class DriftBenchmark {
  private static final int CORRECTIONS_OF_A_SETTING = 3;
  private static final int DRIFTS = 1000;
  private static final int SATURATED_DRIFTS = 300;
  private static final int VISIBLE_DRIFTS = 200;
  private static final int GAP_MICROS = 30_000;

  /** No multiple of how often a status is written. */
  private static final int VISIBLE_GAP_MICROS = 270_000;

  private static final double NANOS_OF_A_MILLI = 1e6;

  private final String device;
  private final Path work;
  private final Path drifter;
  private final Path bare;

  private DriftBenchmark(String device, Path work) {
    this.device = device;
    this.work = work;
    this.drifter = work.resolve("drifter");
    this.bare = work.resolve("bare-watch");
  }

  /** Arguments: the device, the folder of the programs, seconds of quiet. */
  public static void main(String[] arguments) throws Exception {
    new DriftBenchmark(arguments[0], Path.of(arguments[1])).run(Integer.parseInt(arguments[2]));
  }

  private void run(int quietSeconds) throws Exception {
    List<Change> changes = changes();
    Times times;
    Quiet quiet;
    try (WatchingAgent agent = agent("plain")) {
      times = Times.of(change(changes.subList(0, DRIFTS)), agent.noticed());
      print("by the daemon", times);
      quiet = Quiet.of(quietSeconds);
    }
    Times bareTimes = bare(changes.subList(0, SATURATED_DRIFTS));
    print("by a bare loop in C", bareTimes);
    Times saturated;
    try (WatchingAgent agent = agent("saturated");
        BusyLoops _ = new BusyLoops(2 * Runtime.getRuntime().availableProcessors())) {
      saturated = Times.of(change(changes.subList(0, SATURATED_DRIFTS)), agent.noticed());
    }
    print("by the daemon, two busy loops on every CPU", saturated);
    double named;
    try (WatchingAgent agent = agent("named")) {
      named = agent.namedPercent(changes.subList(0, SATURATED_DRIFTS));
    }
    List<Double> visible = visible(changes.subList(0, VISIBLE_DRIFTS));
    System.out.printf(
        Locale.ROOT,
        "visible in the API server: median %.0f ms, p99 %.0f ms%n"
            + "a poller of 30 s notices after 15000 ms on average; %.1f %% of short-lived writers named%n"
            + "quiet for %d s: %.0f switches a minute, %.1f CPU seconds an hour%n",
        percentile(visible, 50),
        percentile(visible, 99),
        named,
        quietSeconds,
        quiet.switchesPerMinute(),
        quiet.cpuSecondsPerHour());
    System.out.printf(
        Locale.ROOT,
        "{\"bench\": \"drift\", \"drifts\": %d, \"noticed_p99_ms\": %.3f, \"corrected_p99_ms\": %.3f,"
            + " \"corrected_median_ms\": %.3f, \"api_p99_ms\": %.0f, \"noticed_median_ms\": %.3f,"
            + " \"bare_median_ms\": %.3f, \"saturated_corrected_p99_ms\": %.3f,"
            + " \"named_percent\": %.1f, \"switches_per_minute\": %.0f}%n",
        DRIFTS,
        times.noticed(99),
        times.corrected(99),
        times.corrected(50),
        percentile(visible, 99),
        times.noticed(50),
        bareTimes.corrected(50),
        saturated.corrected(99),
        named,
        quiet.switchesPerMinute());
  }

  private static void print(String what, Times times) {
    System.out.printf(
        Locale.ROOT,
        "%s: noticed median %.3f ms, p99 %.3f ms; corrected median %.3f ms, p99 %.3f ms, worst %.3f"
            + " ms%n",
        what,
        times.noticed(50),
        times.noticed(99),
        times.corrected(50),
        times.corrected(99),
        times.corrected(100));
  }

  /** A write that somebody else makes. */
  record Change(String path, String value) {}

  /** All settings as often as each is corrected without restraint. */
  private List<Change> changes() throws IOException {
    List<Change> once = new ArrayList<>();
    Path queues = Path.of("/sys/class/net", device, "queues");
    try (Stream<Path> all = Files.list(queues)) {
      for (Path queue : all.sorted().toList()) {
        if (Files.exists(queue.resolve("rps_cpus"))) {
          once.add(new Change(queue.resolve("rps_cpus").toString(), "1"));
          once.add(new Change(queue.resolve("rps_flow_cnt").toString(), "64"));
        } else {
          once.add(new Change(queue.resolve("xps_cpus").toString(), "3"));
        }
      }
    }
    once.add(new Change("/sys/class/net/" + device + "/gro_flush_timeout", "7000"));
    once.add(new Change("/sys/class/net/" + device + "/napi_defer_hard_irqs", "7"));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < CORRECTIONS_OF_A_SETTING; i++) {
      changes.addAll(once);
    }
    return changes;
  }

  private WatchingAgent agent(String name) throws IOException, InterruptedException {
    return new WatchingAgent(
        Files.createDirectories(work.resolve("state-" + name)),
        new Assignment(0, false, List.of(tuning())));
  }

  private String revision() {
    return """
    {"interfaces": [{"name": "bench", "match": {"names": ["%s"]},
                     "rps": {"cpus": {"list": "0-1"}}, "rfs": {"flowCount": 32},
                     "xps": {"cpus": {"list": "0-1"}},
                     "napi": {"groFlushTimeoutNanos": 20000, "deferHardIrqs": 2}}]}
    """
        .formatted(device);
  }

  private NodeTuning tuning() {
    try {
      Revision revision = ApiJson.tolerant().readValue(revision(), Revision.class);
      return new NodeTuning("bench", "bench", 0, "bench-1", new NodeTuning.Understood(revision));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Milliseconds until each drift is seen by who watches the node's object. */
  private List<Double> visible(List<Change> changes) throws IOException, InterruptedException {
    try (NodeObject object = new NodeObject(work.resolve("state-visible"), revision());
        WatchingAgent _ =
            new WatchingAgent(
                work.resolve("state-visible"),
                object.connection().source(),
                object.connection().sink(),
                object.connection()::start)) {
      List<Long> written = new ArrayList<>();
      for (String line : change(changes, VISIBLE_GAP_MICROS)) {
        written.add(Long.parseLong(line.split(" ")[1]));
      }
      // The last are written with the next status.
      Thread.sleep(Duration.ofSeconds(2));
      return object.visibleAfter(written).stream().sorted().toList();
    }
  }

  private List<String> change(List<Change> changes) throws IOException, InterruptedException {
    return change(changes, GAP_MICROS);
  }

  /** Has another process make changes; returns what it says of each. */
  private List<String> change(List<Change> changes, int gapMicros)
      throws IOException, InterruptedException {
    Path jobs = Files.createTempFile(work, "changes", "");
    Files.write(jobs, changes.stream().map(one -> one.path() + " " + one.value()).toList());
    Path said = Files.createTempFile(work, "said", "");
    Process process =
        new ProcessBuilder(drifter.toString(), Integer.toString(gapMicros))
            .redirectInput(jobs.toFile())
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the other process failed");
    }
    return Files.readAllLines(said);
  }

  private Times bare(List<Change> changes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(bare.toString(), "/" + device + "/")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.outputWriter();
        var out = process.inputReader()) {
      in.write(
          "rps_cpus 3\nrps_flow_cnt 32\ngro_flush_timeout 20000\nnapi_defer_hard_irqs 2\n. .\n");
      in.flush();
      if (!"ready".equals(out.readLine())) {
        throw new IllegalStateException("the bare loop failed");
      }
      return Times.of(
          change(
              changes.stream()
                  .filter(one -> one.path().contains("rps_") || one.path().contains("napi"))
                  .toList()),
          null);
    }
  }

  /** Programs that use a CPU for nothing. */
  private record BusyLoops(List<Process> processes) implements AutoCloseable {
    BusyLoops(int count) throws IOException {
      this(new ArrayList<>());
      for (int i = 0; i < count; i++) {
        processes.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
    }

    @Override
    public void close() {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Milliseconds by drift, ascending. */
  record Times(List<Double> noticed, List<Double> corrected) {

    /** From what the other process said, and when each path was heard of. */
    static Times of(List<String> said, WatchingAgent.@Nullable Noticed heard) {
      List<Double> noticed = new ArrayList<>();
      List<Double> corrected = new ArrayList<>();
      for (String line : said) {
        String[] words = line.split(" ");
        long written = Long.parseLong(words[1]);
        long back = Long.parseLong(words[2]);
        if (back == 0) {
          throw new IllegalStateException("not corrected: " + line);
        }
        corrected.add((back - written) / NANOS_OF_A_MILLI);
        if (heard != null) {
          noticed.add(Math.max(0, heard.next(words[0]) - written) / NANOS_OF_A_MILLI);
        }
      }
      Collections.sort(noticed);
      Collections.sort(corrected);
      return new Times(noticed, corrected);
    }

    double noticed(int percent) {
      return percentile(noticed, percent);
    }

    double corrected(int percent) {
      return percentile(corrected, percent);
    }
  }

  private static double percentile(List<Double> sorted, int percent) {
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
