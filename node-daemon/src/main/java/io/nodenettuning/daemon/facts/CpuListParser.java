package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import java.util.BitSet;

/**
 * Reads the kernel's CPU lists ({@code lib/bitmap-str.c}, {@code
 * Documentation/core-api/kernel-api.rst} and {@code
 * Documentation/admin-guide/kernel-parameters.rst}, "cpu lists").
 *
 * <p>A list is made of regions between commas and blanks: {@code 3}, {@code 0-7}, {@code 0-31:2/4}
 * (the first two of every four), {@code all} in any case, {@code all:1/2}. {@code N} stands for the
 * last CPU wherever a number may be. Empty regions are skipped. Where a line ends right behind a
 * region without a stride, the list ends. Unlike the kernel, which goes on reading right behind a
 * stride, this wants a comma or blank there.
 */
final class CpuListParser {
  private static final long MAX_UINT = 0xffff_ffffL;
  private static final String SEPARATORS = ", \t\n\f\r\u000b";

  private final String text;
  private final int last;
  private final int limit;
  private final BitSet bits = new BitSet();

  private String region = "";
  private int at;

  /**
   * A parser of one text.
   *
   * @param last what {@code N} and {@code all} mean
   * @param limit the highest number that may be named
   */
  CpuListParser(String text, int last, int limit) {
    this.text = text;
    this.last = last;
    this.limit = limit;
  }

  BitSet parse() {
    int end = 0;
    boolean more = true;
    while (more) {
      int start = end;
      while (start < text.length() && isSeparator(start)) {
        start++;
      }
      if (start == text.length()) {
        return bits;
      }
      end = start;
      while (end < text.length() && !isSeparator(end)) {
        end++;
      }
      region = text.substring(start, end);
      at = 0;
      boolean strided = region();
      more = strided || end == text.length() || text.charAt(end) != '\n';
    }
    return bits;
  }

  private boolean isSeparator(int position) {
    return SEPARATORS.indexOf(text.charAt(position)) >= 0;
  }

  /** Reads one; returns whether it has a stride. */
  private boolean region() {
    if (region.regionMatches(true, 0, "all", 0, 3)) {
      at = 3;
      return stride(0, last);
    }
    boolean fromLast = region.startsWith("N");
    long start = number();
    if (atEnd()) {
      set(start, start, 1, 1);
      return false;
    }
    return stride(start, rangeEnd(start, fromLast));
  }

  private boolean stride(long start, long end) {
    if (atEnd()) {
      set(start, end, 1, 1);
      return false;
    }
    expect(':');
    long used = number();
    expect('/');
    long group = number();
    if (!atEnd()) {
      throw syntax("is malformed");
    }
    set(start, end, used, group);
    return true;
  }

  private long rangeEnd(long start, boolean fromLast) {
    expect('-');
    boolean toLast = region.startsWith("N", at);
    long end = number();
    // A list written for a larger node: its first CPU is past N here. It is asked for and not
    // there.
    return toLast && !fromLast && start > end && start <= limit ? start : end;
  }

  private long number() {
    if (region.startsWith("N", at)) {
      at++;
      return last;
    }
    int from = at;
    long value = 0;
    while (!atEnd() && region.charAt(at) >= '0' && region.charAt(at) <= '9') {
      value = Math.min(value * 10 + (region.charAt(at) - '0'), MAX_UINT + 1);
      at++;
    }
    if (from == at) {
      throw syntax("is malformed");
    }
    if (value > MAX_UINT) {
      throw outOfRange();
    }
    return value;
  }

  private boolean atEnd() {
    return at == region.length();
  }

  private void expect(char wanted) {
    if (atEnd() || region.charAt(at) != wanted) {
      throw syntax("is malformed");
    }
    at++;
  }

  private void set(long start, long end, long used, long group) {
    if (start > end) {
      throw syntax("runs backwards");
    }
    if (group == 0) {
      throw syntax("has groups of no CPU");
    }
    if (used > group) {
      throw syntax("uses more CPUs of a group than are in it");
    }
    if (end > limit) {
      throw outOfRange();
    }
    if (used == group) {
      bits.set((int) start, (int) end + 1);
      return;
    }
    for (long from = start; from <= end; from += group) {
      bits.set((int) from, (int) Math.min(from + used, end + 1));
    }
  }

  private CpuFormatException syntax(String problem) {
    String where = region.equals(text) ? "it " : "\"%s\" ".formatted(region);
    return new CpuFormatException(
        Reason.SYNTAX,
        "not a CPU list: \"%s\": %s%s; want numbers and ranges with commas, for instance"
                .formatted(text, where, problem)
            + " \"0-7,16\", \"0-31:2/4\" or \"all\"");
  }

  private CpuFormatException outOfRange() {
    return new CpuFormatException(
        Reason.OUT_OF_RANGE,
        "CPU list \"%s\": \"%s\" is past the last CPU, which is %d".formatted(text, region, limit));
  }
}
