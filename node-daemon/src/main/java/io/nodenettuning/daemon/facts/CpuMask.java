package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * The kernel's CPU masks ({@code bitmap_parse} in {@code lib/bitmap-str.c}): groups of 32 bits in
 * hexadecimal, the highest first, between commas and blanks, without {@code 0x}. What follows the
 * first line is not read. Like the kernel this reads from the right and tells what is wrong first
 * there; unlike the kernel it skips no character that stands before eight digits.
 */
final class CpuMask {
  private static final int GROUP_BITS = 32;
  private static final int GROUP_DIGITS = 8;
  private static final String SEPARATORS = " \t\f\r\u000b";

  private CpuMask() {}

  /** Reads a mask that may name CPUs up to {@code limit} and have no group past it. */
  static BitSet parse(String text, int limit) {
    int line = text.indexOf('\n');
    BitSet bits = new BitSet();
    int base = 0;
    // The last group is the lowest.
    for (int end = groupEnd(text, line < 0 ? text.length() : line); end > 0; ) {
      if (base > limit) {
        throw outOfRange(text, limit);
      }
      int start = groupStart(text, end);
      for (long rest = group(text, start, end); rest != 0; rest &= rest - 1) {
        bits.set(base + Long.numberOfTrailingZeros(rest));
      }
      base += GROUP_BITS;
      end = groupEnd(text, start);
    }
    if (bits.length() - 1 > limit) {
      throw outOfRange(text, limit);
    }
    return bits;
  }

  /** Where the last group before a place ends; 0 where there is none. */
  private static int groupEnd(String text, int before) {
    int end = before;
    while (end > 0 && isSeparator(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int groupStart(String text, int end) {
    int start = end;
    while (start > 0 && !isSeparator(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || SEPARATORS.indexOf(c) >= 0;
  }

  private static long group(String text, int start, int end) {
    for (int at = end - 1; at >= start; at--) {
      if (!HexFormat.isHexDigit(text.charAt(at))) {
        throw new CpuFormatException(
            Reason.SYNTAX,
            "not a CPU mask: \"%s\": \"%s\"; want hexadecimal groups of up to eight digits with commas and without 0x"
                .formatted(text, text.substring(start, end)));
      }
      if (end - at > GROUP_DIGITS) {
        throw new CpuFormatException(
            Reason.OUT_OF_RANGE,
            "not a CPU mask: \"%s\": \"%s\" has more than eight digits; want a comma before every eight from the right"
                .formatted(text, text.substring(start, end)));
      }
    }
    return HexFormat.fromHexDigitsToLong(text, start, end);
  }

  private static CpuFormatException outOfRange(String text, int limit) {
    return new CpuFormatException(
        Reason.OUT_OF_RANGE, "CPU mask \"%s\" is wider than the CPUs 0-%d".formatted(text, limit));
  }

  /** Writes a mask with no more groups and digits than it needs. */
  static String format(BitSet bits) {
    int groups = Math.max(1, (bits.length() + GROUP_BITS - 1) / GROUP_BITS);
    long[] words = bits.toLongArray();
    StringBuilder mask = new StringBuilder(groups * (GROUP_DIGITS + 1));
    for (int i = groups - 1; i >= 0; i--) {
      long word = i / 2 < words.length ? words[i / 2] : 0;
      String group = Integer.toHexString((int) (word >>> (i % 2 * GROUP_BITS)));
      if (!mask.isEmpty()) {
        mask.append(',').repeat('0', GROUP_DIGITS - group.length());
      }
      mask.append(group);
    }
    return mask.toString();
  }
}
