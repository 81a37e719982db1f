package io.nodenettuning.bench;

import io.nodenettuning.api.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The first pass of a process: nothing of it is warm but what the start of an agent itself needs.
 * To have the system calls counted of a warm pass, and of one that finds all as it should be, each
 * stands between two marks after some others.
 *
 * <p>Arguments: the device, the number of the values, and {@code counted} for that warm pass.
 */
public final class FirstPass {
  private static final int WARM = 30;

  private FirstPass() {}

  /** Makes the pass and prints its nanoseconds. */
  public static void main(String[] arguments) throws IOException {
    String device = arguments[0];
    int round = Integer.parseInt(arguments[1]);
    try (AgentPass agent = new AgentPass(Files.createTempDirectory(Path.of("/run"), "nnt-bench"))) {
      System.out.println(agent.apply(Values.inTurn(round).revision(device)).nanos());
      if (arguments.length > 2) {
        for (int pass = 1; pass < WARM; pass++) {
          agent.apply(Values.inTurn(round + pass).revision(device));
        }
        mark();
        agent.apply(Values.inTurn(round + WARM).revision(device));
        mark();
        Revision whole = wholePath(device);
        agent.apply(whole);
        agent.apply(whole);
        mark();
        agent.apply(whole);
        mark();
      }
    }
  }

  /** Knobs of all kinds, those that are asked by ethtool included. */
  private static Revision wholePath(String device) {
    return AgentPass.revision(
        """
        {"interfaces": [{"name": "bench", "match": {"names": ["%s"]},
                         "rps": {"cpus": {"mask": "1"}}, "rfs": {"flowCount": 64},
                         "offloads": {"tso": false, "gso": false},
                         "napi": {"groFlushTimeoutNanos": 200000, "deferHardIrqs": 2}}]}
        """
            .formatted(device));
  }

  /** A system call that nothing else makes, for who reads the trace. */
  private static void mark() {
    if (Files.exists(Path.of("/bench-mark"))) {
      throw new IllegalStateException("/bench-mark must not exist");
    }
  }

  /** Has a process with the same JVM and options make its first pass; returns the nanoseconds. */
  static long inFreshProcess(String device, int round) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:disable",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FirstPass.class.getName(),
                    device,
                    Integer.toString(round)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Long.parseLong(answer.strip());
  }
}
