package io.nodenettuning.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try (AgentPass agent = new AgentPass(state);
        Rival bareLoop = new Rival(List.of(arguments[2], device, queues));
        Rival tunedPlugin = new Rival(List.of("/usr/bin/python3", arguments[3], device))) {
      bareLoop.apply(Values.inTurn(1).order());
      for (int round = 0; round < WARM_UP; round++) {
        pass(agent, device, round);
      }
      // Each finds the values of the one before it, all of them different from its own.
      for (int round = 0; round < ROUNDS; round++) {
        ours.add(pass(agent, device, round));
        bare.add(bareLoop.apply(Values.inTurn(round + 1).order()));
        tuned.add(tunedPlugin.apply(Values.inTurn(round).order()));
        bareLoop.apply(Values.inTurn(round).order());
      }
    }
    List<Long> first = new ArrayList<>();
    for (int process = 0; process < FRESH_PROCESSES; process++) {
      first.add(FirstPass.inFreshProcess(device, process + 1));
    }
    double perSetting = Double.parseDouble(arguments[4]);
    Medians.print("warm pass", ours);
    Medians.print("first pass of a process", first);
    Medians.print("bare loop in C", bare);
    Medians.print("TuneD's sysfs plugin", tuned);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\": \"apply\", \"settings\": %d, \"nnt_ms\": %.2f, \"first_pass_ms\": %.2f,"
            + " \"bare_ms\": %.2f, \"tuned_ms\": %.2f, \"syscalls_per_setting\": %.2f}%n",
        2 * Integer.parseInt(queues),
        Medians.millis(ours),
        Medians.millis(first),
        Medians.millis(bare),
        Medians.millis(tuned),
        perSetting);
  }

  private static long pass(AgentPass agent, String device, int round) throws IOException {
    return agent.apply(Values.inTurn(round).revision(device)).nanos();
  }
}
