package io.nodenettuning.daemon.cluster.status;

import org.jspecify.annotations.Nullable;

/** Strings of a node, made safe for whoever prints them. */
final class Text {
  private static final String CUT = "...";

  private Text() {}

  /**
   * A string without control and formatting characters (line breaks become blanks) and of no more
   * than so many characters; what is cut ends in dots.
   */
  static String bounded(String text, int most) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most) + 1);
    int length = 0;
    int end = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSeparator(c)) {
        c = ' ';
      } else if (isUnprintable(c)) {
        continue;
      }
      if (length == most) {
        clean.setLength(end);
        return clean.append(CUT).toString();
      }
      if (length == most - CUT.length()) {
        end = clean.length();
      }
      clean.appendCodePoint(c);
      length++;
    }
    return clean.toString();
  }

  /** The same for a string that may be missing; an empty one is. */
  static @Nullable String boundedOrNull(@Nullable String text, int most) {
    return text == null || text.isEmpty() ? null : bounded(text, most);
  }

  private static boolean isSeparator(int c) {
    return c == '\n'
        || c == '\t'
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }

  /** Control characters, invisible ones that reorder text, halves of characters, and unassigned. */
  private static boolean isUnprintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
