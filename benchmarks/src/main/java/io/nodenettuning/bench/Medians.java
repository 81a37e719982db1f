package io.nodenettuning.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What many runs come to. */
final class Medians {
  private Medians() {}

  static void print(String what, List<Long> nanos) {
    System.out.printf(
        Locale.ROOT,
        "%-24s median %7.2f ms, %.2f to %.2f, %d runs%n",
        what,
        millis(nanos),
        Collections.min(nanos) / 1e6,
        Collections.max(nanos) / 1e6,
        nanos.size());
  }

  static double millis(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }
}
