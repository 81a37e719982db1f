package io.nodenettuning.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The first pass of a process, from its first line of ours to the last setting verified. With a
 * second round it is the pass whose system calls are counted: it stands between two marks.
 *
 * <p>Arguments: the device, the number of the values, and {@code counted} for the second round.
 */
public final class FirstPass {
  private FirstPass() {}

  /** Makes the pass and prints its nanoseconds. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    int round = Integer.parseInt(arguments[1]);
    try (AgentPass agent =
        new AgentPass(arguments[0], Files.createTempDirectory(Path.of("/run"), "nnt-bench"))) {
      agent.apply(Values.inTurn(round));
      System.out.println(System.nanoTime() - start);
      if (arguments.length > 2) {
        mark();
        agent.apply(Values.inTurn(round + 1));
        mark();
      }
    }
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
