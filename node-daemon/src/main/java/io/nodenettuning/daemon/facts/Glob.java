package io.nodenettuning.daemon.facts;

import java.util.regex.Pattern;

/**
 * A shell pattern: {@code *} any text, {@code ?} any character, {@code [a-c]} one of these, {@code
 * [!a-c]} none of these; everything else stands for itself.
 */
final class Glob {
  private Glob() {}

  /** Whether the whole text fits. */
  static boolean matches(String glob, String text) {
    return Pattern.compile(regex(glob), Pattern.DOTALL).matcher(text).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      // A bracket right behind the opening one is a member of the set, as in the shell.
      int close = c == '[' ? glob.indexOf(']', firstMember(glob, at) + 1) : -1;
      if (close > 0) {
        regex.append(set(glob.substring(at + 1, close)));
        at = close;
      } else {
        regex.append(
            switch (c) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
      at++;
    }
    return regex.toString();
  }

  private static int firstMember(String glob, int open) {
    return glob.startsWith("!", open + 1) ? open + 2 : open + 1;
  }

  private static String set(String members) {
    boolean not = members.startsWith("!");
    StringBuilder set = new StringBuilder(not ? "[^" : "[");
    String listed = not ? members.substring(1) : members;
    for (int i = 0; i < listed.length(); i++) {
      char c = listed.charAt(i);
      boolean range = i + 2 < listed.length() && listed.charAt(i + 1) == '-';
      if (range && c <= listed.charAt(i + 2)) {
        set.append(escaped(c)).append('-').append(escaped(listed.charAt(i + 2)));
        i += 2;
      } else {
        set.append(escaped(c));
      }
    }
    return set.append(']').toString();
  }

  private static String escaped(char c) {
    return Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
  }
}
