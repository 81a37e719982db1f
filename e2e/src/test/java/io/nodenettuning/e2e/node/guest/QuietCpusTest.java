package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the daemon costs CPUs that were set apart ({@code isolcpus}, {@code nohz_full}). */
@InGuest(Hardware.CARD)
final class QuietCpusTest {
  /** It looks every second: what a look caused would be counted that often. */
  private static final int SECONDS = 12;

  /** The kernel has business of its own there, and this test's share of files: that varies. */
  private static int varied(int count) {
    return count + count / 10 + 4;
  }

  /** By CPU: interrupts of any kind but its timer's, and wake-ups ({@code sched-stats.rst}). */
  private static final String COUNTERS =
      """
      for cpu in 2 3; do
        awk -v field=$((cpu + 2)) '$1 ~ /^(RES|CAL|TLB|IWI):/ { sum += $field } END { print sum }' \
          /proc/interrupts
        awk -v cpu=cpu$cpu '$1 == cpu { print $6 }' /proc/schedstat
      done
      """;

  private final Guest guest;
  private final Daemon daemon;

  QuietCpusTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void aConvergedDaemonLeavesThemAlone() {
    daemon.tunes("tuning", Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));
    guest.run("sysctl -q kernel.sched_schedstats=1").success();
    try {
      List<Integer> running = counted();
      daemon.pauses();
      List<Integer> paused = counted();
      daemon.goesOn();

      for (int i = 0; i < paused.size(); i++) {
        assertThat(running.get(i))
            .as("with the daemon %s, without %s", running, paused)
            .isLessThanOrEqualTo(varied(paused.get(i)));
      }
    } finally {
      guest.run("sysctl -q kernel.sched_schedstats=0").success();
    }
  }

  /** What the counters grow by in some time. */
  private List<Integer> counted() {
    String both = guest.run(COUNTERS + "sleep %d\n".formatted(SECONDS) + COUNTERS).success();
    List<Integer> numbers = both.lines().map(Integer::valueOf).toList();
    int half = numbers.size() / 2;
    List<Integer> growth = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      growth.add(numbers.get(half + i) - numbers.get(i));
    }
    return growth;
  }
}
