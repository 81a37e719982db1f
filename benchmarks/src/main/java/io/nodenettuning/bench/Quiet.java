package io.nodenettuning.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What this process costs while it has nothing to do.
 *
 * @param switchesPerMinute context switches of all its threads ({@code
 *     Documentation/filesystems/proc.rst})
 */
record Quiet(double switchesPerMinute, double cpuSecondsPerHour) {

  /** Measures for some time. */
  static Quiet of(int seconds) throws IOException, InterruptedException {
    long switches = switches();
    Duration cpu = cpu();
    Thread.sleep(Duration.ofSeconds(seconds));
    return new Quiet(
        (switches() - switches) * 60.0 / seconds, cpu().minus(cpu).toMillis() * 3.6 / seconds);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private static long switches() throws IOException {
    long sum = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        try (var in = Files.newInputStream(thread.resolve("status"))) {
          sum +=
              new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8)
                  .lines()
                  .filter(line -> line.contains("_ctxt_switches:"))
                  .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                  .sum();
        }
      }
    }
    return sum;
  }
}
