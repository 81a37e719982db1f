package io.nodenettuning.daemon.facts;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CPU lists and masks as people write them, well and badly: numbers within, at and past the node's
 * last CPU, every kind of region and separator, and then often a character too many, too few or
 * wrong. The same seed makes the same texts.
 */
final class CpuTexts {
  private static final List<String> SEPARATORS =
      List.of(",", ",", ",", ",", " ", ", ", ",,", "\t", "\n", " \r,\f", ",\u000b");

  /**
   * None just below 2^32: there the kernel's own sums overflow, and it takes groups for steps back.
   */
  private static final List<String> HUGE =
      List.of("4294967297", "4294967296", "2147483648", "18446744073709551616", "99999999999");

  private static final String WRONG = "0189aAfFgxNnlL-:/,. \n+é";

  private final Random random;
  private final int last;

  private CpuTexts(long seed, int last) {
    this.random = new Random(seed);
    this.last = last;
  }

  /** So many lists for a node with this last CPU. */
  static List<String> lists(long seed, int count, int last) {
    return new CpuTexts(seed, last).generated(count, CpuTexts::list);
  }

  /** So many masks for a node with this last CPU. */
  static List<String> masks(long seed, int count, int last) {
    return new CpuTexts(seed, last).generated(count, CpuTexts::mask);
  }

  private List<String> generated(int count, Function<CpuTexts, String> text) {
    return Stream.generate(() -> damaged(text.apply(this))).limit(count).toList();
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String list() {
    return joined(this::region);
  }

  private String mask() {
    return joined(this::group);
  }

  private String joined(Supplier<String> part) {
    StringBuilder text = new StringBuilder(oneIn(10) ? any(SEPARATORS) : "");
    for (int parts = random.nextInt(5); parts > 0; parts--) {
      text.append(part.get()).append(parts > 1 || oneIn(10) ? any(SEPARATORS) : "");
    }
    return text.toString();
  }

  private String region() {
    if (oneIn(12)) {
      return any(List.of("all", "ALL", "aLl")) + (oneIn(2) ? stride() : "");
    }
    String first = number(random.nextInt(last + 1));
    if (oneIn(3)) {
      return first;
    }
    return first + "-" + number(random.nextInt(last + 1)) + (oneIn(2) ? stride() : "");
  }

  private String stride() {
    int group = random.nextInt(last + 3);
    return ":" + number(random.nextInt(group + 2)) + "/" + number(group);
  }

  private String number(int usual) {
    return switch (random.nextInt(40)) {
      case 0 -> "N";
      case 1 -> "N";
      case 2 -> "" + (last + random.nextInt(3));
      case 3 -> "0".repeat(random.nextInt(12)) + usual;
      case 4 -> any(HUGE);
      default -> "" + usual;
    };
  }

  private String group() {
    int digits = oneIn(8) ? 8 + random.nextInt(3) : 1 + random.nextInt(8);
    String letters = oneIn(2) ? "0123456789abcdefABCDEF" : "0001";
    return IntStream.range(0, digits)
        .mapToObj(digit -> "" + letters.charAt(random.nextInt(letters.length())))
        .collect(Collectors.joining());
  }

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int damages = oneIn(3) ? 1 + random.nextInt(2) : 0; damages > 0; damages--) {
      int at = random.nextInt(damaged.length() + 1);
      if (at < damaged.length() && oneIn(2)) {
        damaged.deleteCharAt(at);
      }
      if (oneIn(2)) {
        damaged.insert(
            Math.min(at, damaged.length()), WRONG.charAt(random.nextInt(WRONG.length())));
      }
    }
    return damaged.toString();
  }
}
