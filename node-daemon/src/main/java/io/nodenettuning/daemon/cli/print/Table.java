package io.nodenettuning.daemon.cli.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells in columns that fit the width of a terminal, with notes below rows. */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST_COLUMN = 12;
  private static final int NOTE_INDENT = 4;

  /**
   * A text in a colour.
   *
   * @param text any text; what is too wide for its column goes on below
   */
  record Cell(String text, Colour colour) {
    static Cell of(String text) {
      return new Cell(text, Colour.Plain);
    }
  }

  private sealed interface Line {}

  private record Row(List<Cell> cells) implements Line {}

  private record Note(String text) implements Line {}

  private final List<Line> lines = new ArrayList<>();
  private final int[] widths;

  Table(String... headings) {
    widths = new int[headings.length];
    add(Arrays.stream(headings).map(heading -> new Cell(heading, Colour.Dim)).toList());
  }

  void row(Cell... cells) {
    add(List.of(cells));
  }

  /** A text below the last row. */
  void note(String text) {
    lines.add(new Note(text));
  }

  boolean isEmpty() {
    return lines.size() == 1;
  }

  private void add(List<Cell> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).text().length());
    }
    lines.add(new Row(cells));
  }

  void print(Terminal terminal) {
    fit(terminal.width());
    for (Line line : lines) {
      switch (line) {
        case Row row -> print(row, terminal);
        case Note note ->
            Wrap.lines(note.text(), terminal.width() - NOTE_INDENT)
                .forEach(text -> terminal.line(Colour.Dim, " ".repeat(NOTE_INDENT) + text));
      }
    }
  }

  private void fit(int width) {
    int room = width - GAP.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= LEAST_COLUMN) {
        return;
      }
      widths[widest]--;
    }
  }

  private void print(Row row, Terminal terminal) {
    List<List<String>> wrapped = new ArrayList<>(widths.length);
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Wrap.lines(row.cells().get(i).text(), widths[i]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      int blanks = 0;
      for (int i = 0; i < widths.length; i++) {
        String part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        if (!part.isEmpty()) {
          Colour colour = row.cells().get(i).colour();
          text.repeat(' ', blanks).append(terminal.coloured() ? colour.on(part) : part);
          blanks = 0;
        }
        blanks += widths[i] - part.length() + GAP.length();
      }
      terminal.line(text.toString());
    }
  }
}
