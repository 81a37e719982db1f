package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
  @Test
  void allThreadsOfTheProcessAreMovedAndNotOnlyTheCaller() throws IOException {
    BitSet allowed = new BitSet();
    for (String range : allowed(Path.of("/proc/self/status")).split(",")) {
      String[] ends = range.split("-");
      allowed.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    BitSet one = new BitSet();
    one.set(allowed.nextSetBit(0));
    try {
      assertThat(OwnThreads.keepOn(one)).isEmpty();

      assertThat(threads()).hasSizeGreaterThan(2).containsOnly("" + allowed.nextSetBit(0));
    } finally {
      OwnThreads.keepOn(allowed);
    }
  }

  private static List<String> threads() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.map(thread -> allowed(thread.resolve("status"))).toList();
    }
  }

  private static String allowed(Path status) {
    if (!(Kernel.host().files().read(status.toString()) instanceof Reading.Text text)) {
      throw new AssertionError(status);
    }
    return text.value()
        .lines()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
