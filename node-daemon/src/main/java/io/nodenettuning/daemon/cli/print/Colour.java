package io.nodenettuning.daemon.cli.print;

/** What a text stands for; a terminal shows it in a colour. */
public enum Colour {
  /** As any text. */
  Plain(""),
  /** Less than the rest. */
  Dim("2"),
  /** As wished. */
  Good("32"),
  /** About to change. */
  Change("33"),
  /** Not as wished. */
  Bad("31"),
  /** A heading. */
  Strong("1");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The text with the escape codes of this colour around it. */
  String on(String text) {
    return code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
