package io.nodenettuning.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Times a pass over 256 changed settings by a warm agent, in turn with a bare loop in C and TuneD's
 * sysfs plugin, and the first pass of a fresh process.
 *
 * <p>Arguments: the device, its receive queues, the bare program, TuneD's driver, the system calls
 * of one pass.
 */
public final class ApplyBenchmark {
  private static final int WARM_UP = 30;
  private static final int ROUNDS = 21;
  private static final int FRESH_PROCESSES = 11;

  private ApplyBenchmark() {}

  /** Runs the benchmark; the last line printed is its result as JSON. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String device = arguments[0];
    String queues = arguments[1];
    List<Long> ours = new ArrayList<>();
    List<Long> bare = new ArrayList<>();
    List<Long> tuned = new ArrayList<>();
    Path state = Files.createTempDirectory(Path.of("/run"), "nnt-bench");
    try (AgentPass agent = new AgentPass(device, state);
        Rival bareLoop = new Rival(List.of(arguments[2], device, queues));
        Rival tunedPlugin = new Rival(List.of("/usr/bin/python3", arguments[3], device))) {
      bareLoop.apply(Values.inTurn(1));
      for (int round = 0; round < WARM_UP; round++) {
        agent.apply(Values.inTurn(round));
      }
      // Each finds the values of the one before it, all of them different from its own.
      for (int round = 0; round < ROUNDS; round++) {
        ours.add(agent.apply(Values.inTurn(round)));
        bare.add(bareLoop.apply(Values.inTurn(round + 1)));
        tuned.add(tunedPlugin.apply(Values.inTurn(round)));
        bareLoop.apply(Values.inTurn(round));
      }
    }
    List<Long> first = new ArrayList<>();
    for (int process = 0; process < FRESH_PROCESSES; process++) {
      first.add(FirstPass.inFreshProcess(device, process + 1));
    }
    double perSetting = Double.parseDouble(arguments[4]);
    print("warm pass", ours);
    print("first pass of a process", first);
    print("bare loop in C", bare);
    print("TuneD's sysfs plugin", tuned);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\": \"apply\", \"settings\": %d, \"nnt_ms\": %.2f, \"first_pass_ms\": %.2f,"
            + " \"bare_ms\": %.2f, \"tuned_ms\": %.2f, \"syscalls_per_setting\": %.2f}%n",
        2 * Integer.parseInt(queues),
        millis(ours),
        millis(first),
        millis(bare),
        millis(tuned),
        perSetting);
  }

  private static void print(String what, List<Long> nanos) {
    System.out.printf(
        Locale.ROOT,
        "%-24s median %7.2f ms, %.2f to %.2f, %d runs%n",
        what,
        millis(nanos),
        Collections.min(nanos) / 1e6,
        Collections.max(nanos) / 1e6,
        nanos.size());
  }

  private static double millis(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }
}
