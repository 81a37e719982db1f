package io.nodenettuning.daemon.cli.print;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where {@code nnt} prints to.
 *
 * @param out results
 * @param err errors and warnings
 * @param coloured whether escape codes are shown as colours there
 * @param width columns of a line
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean coloured, int width) {
  /** What tables are laid out for where nothing else is known. */
  public static final int DEFAULT_WIDTH = 100;

  private static final int LEAST_WIDTH = 60;

  /**
   * The process's own: in colours on a terminal only, unless {@code NO_COLOR} is set (<a
   * href="https://no-color.org">no-color.org</a>); as wide as {@code COLUMNS} says.
   */
  public static Terminal system() {
    return new Terminal(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        isColoured(),
        width(System.getenv().getOrDefault("COLUMNS", "")));
  }

  private static boolean isColoured() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
        && !System.getenv().getOrDefault("TERM", "").equals("dumb");
  }

  private static int width(String columns) {
    return columns.matches("[0-9]{1,4}")
        ? Math.max(LEAST_WIDTH, Integer.parseInt(columns))
        : DEFAULT_WIDTH;
  }

  /** A line of the result. */
  public void line(String text) {
    out.println(text);
  }

  /** A line of the result in a colour. */
  public void line(Colour colour, String text) {
    out.println(coloured ? colour.on(text) : text);
  }

  /** A line that says what is wrong. */
  public void error(String text) {
    err.println(coloured ? Colour.Bad.on(text) : text);
  }

  /** A line that must be seen though it is no part of the result. */
  public void warn(String text) {
    err.println(coloured ? Colour.Change.on(text) : text);
  }
}
