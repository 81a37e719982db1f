package io.nodenettuning.daemon.cli.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How drifts are printed: each a line of what, and one of who. */
public final class DriftLines {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Terminal terminal;
  private final ZoneId zone;

  /** Prints to this terminal, with times of this machine's zone. */
  public DriftLines(Terminal terminal) {
    this.terminal = terminal;
    this.zone = ZoneId.systemDefault();
  }

  /**
   * Prints a drift.
   *
   * @param setting its id
   * @param values what it was and what it became
   * @param corrected whether it was put back
   */
  public void drift(String time, String setting, String values, boolean corrected) {
    terminal.line(
        corrected ? Colour.Change : Colour.Bad,
        "%s  %-8s  %s  %s"
            .formatted(
                TIME.format(Instant.parse(time).atZone(zone)),
                corrected ? "put back" : "left",
                setting,
                values));
  }

  /**
   * Prints who made the last one.
   *
   * @param advice what to do about it, or an empty text
   */
  public void writer(String writer, String advice) {
    terminal.line("              by " + writer);
    if (!advice.isEmpty()) {
      for (String line : Wrap.lines(advice, terminal.width() - 14)) {
        terminal.line(Colour.Dim, "              " + line);
      }
    }
  }

  /**
   * Prints what the daemon is not told of.
   *
   * @param reason what, and why not
   */
  public void missing(String reason) {
    for (String line : Wrap.lines("events missing: " + reason, terminal.width())) {
      terminal.line(Colour.Bad, line);
    }
  }
}
