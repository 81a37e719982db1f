package io.nodenettuning.daemon.knob;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text of an indirection table, from which it can be made again: {@code equal 8} for queues 0
 * to 7 in turn, {@code weights 96:32} for 96 entries of queue 0 and then 32 of queue 1, else its
 * runs, {@code table 3x2,0,1x5}.
 */
final class IndirectionTable {
  private static final String EQUAL = "equal ";
  private static final String WEIGHTS = "weights ";
  private static final String TABLE = "table ";

  private record Run(int queue, int length) {
    String text() {
      return length == 1 ? Integer.toString(queue) : queue + "x" + length;
    }
  }

  private IndirectionTable() {}

  static String text(List<Integer> table) {
    int queues = table.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    if (table.equals(equal(queues, table.size()))) {
      return equalText(queues);
    }
    List<Run> runs = runs(table);
    boolean ascending =
        IntStream.range(1, runs.size())
            .allMatch(i -> runs.get(i - 1).queue() < runs.get(i).queue());
    if (!ascending) {
      return TABLE + runs.stream().map(Run::text).collect(Collectors.joining(","));
    }
    long[] counts = new long[queues];
    runs.forEach(run -> counts[run.queue()] = run.length());
    return WEIGHTS
        + IntStream.range(0, queues)
            .mapToObj(queue -> Long.toString(counts[queue]))
            .collect(Collectors.joining(":"));
  }

  /** The text of the table that the kernel makes by default. */
  static String equalText(int queues) {
    return EQUAL + queues;
  }

  /** The table of shares as {@code ethtool -X DEV weight} makes it. */
  static String weighted(List<Integer> weights, int length) {
    long sum = weights.stream().mapToLong(Integer::longValue).sum();
    List<Integer> table = new ArrayList<>(length);
    long partial = 0;
    int queue = -1;
    for (int i = 0; i < length; i++) {
      while (i >= length * partial / sum) {
        queue++;
        partial += weights.get(queue);
      }
      table.add(queue);
    }
    return text(table);
  }

  /**
   * The table of a text.
   *
   * @param length how long a table the device has, for a text that does not tell
   */
  static List<Integer> table(String text, int length) {
    if (text.startsWith(EQUAL)) {
      return equal(Integer.parseInt(text.substring(EQUAL.length())), length);
    }
    List<Integer> table = new ArrayList<>(length);
    if (text.startsWith(WEIGHTS)) {
      String[] counts = text.substring(WEIGHTS.length()).split(":", -1);
      for (int queue = 0; queue < counts.length; queue++) {
        add(table, queue, Integer.parseInt(counts[queue]));
      }
    } else {
      for (String run : text.substring(TABLE.length()).split(",", -1)) {
        int times = run.indexOf('x');
        add(
            table,
            Integer.parseInt(times < 0 ? run : run.substring(0, times)),
            times < 0 ? 1 : Integer.parseInt(run.substring(times + 1)));
      }
    }
    return table;
  }

  private static void add(List<Integer> table, int queue, int times) {
    for (int i = 0; i < times; i++) {
      table.add(queue);
    }
  }

  private static List<Integer> equal(int queues, int length) {
    return IntStream.range(0, length).mapToObj(i -> i % queues).toList();
  }

  private static List<Run> runs(List<Integer> table) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= table.size(); i++) {
      if (i == table.size() || !table.get(i).equals(table.get(start))) {
        runs.add(new Run(table.get(start), i - start));
        start = i;
      }
    }
    return runs;
  }
}
