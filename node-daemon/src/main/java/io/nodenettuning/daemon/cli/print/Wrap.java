package io.nodenettuning.daemon.cli.print;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines. */
final class Wrap {
  private Wrap() {}

  /** Lines of at most {@code width} characters, broken at blanks, else after punctuation. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int end = end(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static int end(String text, int width) {
    int blank = text.lastIndexOf(' ', width);
    if (blank > width / 2) {
      return blank;
    }
    for (int end = width; end > width / 2; end--) {
      if (",/:".indexOf(text.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return blank > 0 ? blank : width;
  }
}
