package io.nodenettuning.operator.fleet;

/** Strings that came from a node, made fit to be shown. */
public final class PlainText {
  private PlainText() {}

  /** Without control and formatting characters, and not longer than this. */
  public static String of(String text, int length) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(PlainText::isShown)
        .forEach(plain::appendCodePoint);
    if (plain.length() <= length) {
      return plain.toString();
    }
    int end = Character.isHighSurrogate(plain.charAt(length - 2)) ? length - 2 : length - 1;
    return plain.substring(0, end) + "…";
  }

  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }
}
