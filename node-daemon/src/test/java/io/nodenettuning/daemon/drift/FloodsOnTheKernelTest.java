package io.nodenettuning.daemon.drift;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Veth;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers that do not stop, and how soon a single write is told, on this machine's kernel. */
@Tag("kernel")
class FloodsOnTheKernelTest {
  private static final int SECONDS = 5;
  private static final int DRIFTS = 500;

  /** Writes files in turn, so often a second, for some seconds. */
  private static final String FLOOD =
      """
      import sys, time, itertools
      files = [open(path, 'w', buffering=1) for path in sys.argv[2:]]
      start, n = time.monotonic(), 0
      for file in itertools.cycle(files):
          file.write('1\\n')
          n += 1
          if n %% 100 == 0:
              now = time.monotonic()
              if now - start > %d: break
              time.sleep(max(0, start + n / float(sys.argv[1]) - now))
      print(n)
      """
          .formatted(SECONDS);

  /** Writes a file again and again, and says when each write(2) had returned. */
  private static final String SINGLES =
      """
      import os, sys, time
      for n in range(int(sys.argv[2])):
          time.sleep(0.01)
          fd = os.open(sys.argv[1], os.O_WRONLY)
          os.write(fd, b'1')
          print(time.monotonic_ns())
          os.close(fd)
      """;

  private static List<String> rps(Veth veth, int queues) {
    List<String> paths = new ArrayList<>();
    for (int queue = 0; queue < queues; queue++) {
      paths.add("/sys/devices/virtual/net/%s/queues/rx-%d/rps_cpus".formatted(veth.name(), queue));
    }
    return paths;
  }

  private static long watchersNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(thread -> thread.getThreadName().equals("nnt-watcher"))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadCpuTime)
        .sum();
  }

  private static void flood(int files, int rate, int mostHints) {
    AtomicInteger hints = new AtomicInteger();
    AtomicInteger unnamed = new AtomicInteger();
    try (Veth veth = Veth.withQueues(files);
        Watcher _ =
            Watcher.start(
                Kernel.host().files(),
                path -> path.contains(veth.name()),
                hint -> {
                  if (hint instanceof Hint.Written written) {
                    hints.incrementAndGet();
                    unnamed.addAndGet(written.writer().command().equals("python3") ? 0 : 1);
                  }
                })) {
      List<String> command =
          new ArrayList<>(List.of("python3", "-c", FLOOD, Integer.toString(rate)));
      command.addAll(rps(veth, files));
      long before = watchersNanos();
      String written = run(command.toArray(String[]::new)).strip();
      long nanos = watchersNanos() - before;

      System.out.printf(
          Locale.ROOT,
          "%s writes to %d files in %d s: %d hints, %.1f %% of a CPU%n",
          written,
          files,
          SECONDS,
          hints.get(),
          nanos / 1e7 / SECONDS);
      assertThat(hints.get()).isBetween(1, mostHints);
      // Its last writes can be read when it is gone.
      assertThat(unnamed.get()).isLessThanOrEqualTo(files);
    }
  }

  @Test
  void oneFileIsToldAtMostTwoHundredTimesASecond() {
    flood(1, 10_000, 200 * SECONDS + 200);
  }

  @Test
  void aThousandFilesAreGathered() {
    flood(1000, 10_000, 1000 * 8 * SECONDS);
  }

  /** The reader may be quicker than the writer's way back from the kernel. */
  private static long earliest(long written) {
    return written - TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Test
  void everyWriteIsTold() {
    NavigableSet<Long> noticed = new ConcurrentSkipListSet<>();
    try (Veth veth = Veth.withQueues(1);
        Watcher _ =
            Watcher.start(
                Kernel.host().files(),
                rps(veth, 1)::contains,
                _ -> noticed.add(System.nanoTime()))) {
      long[] writes =
          run("python3", "-c", SINGLES, rps(veth, 1).getFirst(), Integer.toString(DRIFTS))
              .lines()
              .mapToLong(Long::parseLong)
              .toArray();
      await().until(() -> noticed.ceiling(earliest(writes[DRIFTS - 1])) != null);
      List<Double> delays = new ArrayList<>();
      for (long written : writes) {
        long from = earliest(written);
        delays.add((Objects.requireNonNull(noticed.ceiling(from)) - written) / 1e6);
      }
      delays.sort(null);

      System.out.printf(
          Locale.ROOT,
          "noticed after %.3f ms (median), %.3f ms (99 of 100)%n",
          delays.get(DRIFTS / 2),
          delays.get(DRIFTS * 99 / 100));
    }
  }
}
