package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import java.util.BitSet;

/**
 * The kernel's CPU masks ({@code bitmap_parse} in {@code lib/bitmap-str.c}): groups of 32 bits in
 * hexadecimal, the highest first, between commas and blanks, without {@code 0x}. What follows the
 * first line is not read. Like the kernel this reads from the right and tells what is wrong first
 * there; unlike the kernel it skips no character that stands before eight digits.
 */
final class CpuMask {
  private static final int GROUP_BITS = 32;
  private static final int GROUP_DIGITS = 8;
  private static final int DIGIT_BITS = 4;
  private static final int LOWER_CASE = 0x20;
  private static final String SEPARATORS = " \t\f\r\u000b";

  private CpuMask() {}

  /** Reads a mask that may name CPUs up to {@code limit} and have no group past it. */
  static BitSet parse(String text, int limit) {
    int line = text.indexOf('\n');
    BitSet bits = new BitSet();
    int base = 0;
    int digits = 0;
    for (int at = (line < 0 ? text.length() : line) - 1; at >= 0; at--) {
      char c = text.charAt(at);
      if (isSeparator(c)) {
        base += digits == 0 ? 0 : GROUP_BITS;
        digits = 0;
        continue;
      }
      if (base > limit) {
        throw outOfRange(text, limit);
      }
      int value = digit(c);
      if (value < 0 || digits == GROUP_DIGITS) {
        throw malformed(text, at, value < 0);
      }
      for (int rest = value; rest != 0; rest &= rest - 1) {
        bits.set(base + digits * DIGIT_BITS + Integer.numberOfTrailingZeros(rest));
      }
      digits++;
    }
    if (bits.length() - 1 > limit) {
      throw outOfRange(text, limit);
    }
    return bits;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || (c <= ' ' && SEPARATORS.indexOf(c) >= 0);
  }

  /** The value of a hexadecimal digit; -1 for anything else. */
  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | LOWER_CASE;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static CpuFormatException malformed(String text, int at, boolean noDigit) {
    int start = at;
    while (start > 0 && !isSeparator(text.charAt(start - 1))) {
      start--;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '\n' && !isSeparator(text.charAt(end))) {
      end++;
    }
    String group = text.substring(start, end);
    return noDigit
        ? new CpuFormatException(
            Reason.SYNTAX,
            "not a CPU mask: \"%s\": \"%s\"; want hexadecimal groups of up to eight digits with commas and without 0x"
                .formatted(text, group))
        : new CpuFormatException(
            Reason.OUT_OF_RANGE,
            "not a CPU mask: \"%s\": \"%s\" has more than eight digits; want a comma before every eight from the right"
                .formatted(text, group));
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
