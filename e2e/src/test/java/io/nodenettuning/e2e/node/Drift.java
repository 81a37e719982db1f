package io.nodenettuning.e2e.node;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A drift as a daemon logs it.
 *
 * @param setting its id
 * @param from what it should have been
 * @param to what it was found to be
 * @param corrected whether it was put back
 * @param writer who did it
 */
public record Drift(String setting, String from, String to, boolean corrected, String writer) {
  private static final Pattern LOGGED =
      Pattern.compile(
          "setting=(\\S+) tuning=\\S+ from=(.*) to=(.*) corrected=(true|false) writer=(.*) drifted");

  /** All that a log tells of, the earliest first. */
  public static List<Drift> in(String log) {
    return LOGGED
        .matcher(log)
        .results()
        .map(line ->
            new Drift(
                line.group(1),
                line.group(2),
                line.group(3),
                Boolean.parseBoolean(line.group(4)),
                line.group(5)))
        .toList();
  }
}
