package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.CpuFormatException.Reason;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.StringTokenizer;

/**
 * The kernel's CPU masks ({@code bitmap_parse} in {@code lib/bitmap-str.c}): groups of 32 bits in
 * hexadecimal, the highest first, between commas and blanks, without {@code 0x}. What follows the
 * first line is not read.
 */
final class CpuMask {
  private static final int GROUP_BITS = 32;
  private static final int GROUP_DIGITS = 8;
  private static final String SEPARATORS = ", \t\f\r\u000b";

  private CpuMask() {}

  /** Reads a mask that may name CPUs up to {@code limit} and have no group past it. */
  static BitSet parse(String text, int limit) {
    int line = text.indexOf('\n');
    var groups = new StringTokenizer(line < 0 ? text : text.substring(0, line), SEPARATORS);
    BitSet bits = new BitSet();
    int base = groups.countTokens() * GROUP_BITS;
    boolean fits = base - GROUP_BITS <= limit;
    while (groups.hasMoreTokens()) {
      base -= GROUP_BITS;
      long group = group(text, groups.nextToken());
      for (long rest = group; rest != 0; rest &= rest - 1) {
        bits.set(base + Long.numberOfTrailingZeros(rest));
      }
    }
    if (!fits || bits.length() - 1 > limit) {
      throw outOfRange(text, limit);
    }
    return bits;
  }

  private static long group(String text, String group) {
    if (!isHexadecimal(group)) {
      throw new CpuFormatException(
          Reason.SYNTAX,
          "not a CPU mask: \"%s\": \"%s\"; want hexadecimal groups of up to eight digits with commas and without 0x"
              .formatted(text, group));
    }
    if (group.length() > GROUP_DIGITS) {
      throw new CpuFormatException(
          Reason.OUT_OF_RANGE,
          "not a CPU mask: \"%s\": \"%s\" has more than eight digits; want a comma before every eight from the right"
              .formatted(text, group));
    }
    return HexFormat.fromHexDigitsToLong(group);
  }

  private static boolean isHexadecimal(String group) {
    for (int i = 0; i < group.length(); i++) {
      if (!HexFormat.isHexDigit(group.charAt(i))) {
        return false;
      }
    }
    return true;
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
