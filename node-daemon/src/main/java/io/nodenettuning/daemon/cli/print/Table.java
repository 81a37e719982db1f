package io.nodenettuning.daemon.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rows of cells in columns that fit the width of a terminal, with notes below rows. */
final class Table {
  private static final String GAP = "  ";
  private static final String CUT = "...";
  private static final int NOTE_INDENT = 4;

  /** What happens to a text that is too wide for its column. */
  private enum Fit {
    /** Its middle is left out. */
    Cut,
    /** It goes on in the next line. */
    Wrap,
    /** It goes on in the next line, but only when all else is as narrow as can be. */
    Whole
  }

  /**
   * Columns of a kind give way down to a width.
   *
   * @param least the width
   */
  private record Squeeze(Fit fit, int least) {}

  /** In which order columns give way. */
  private static final List<Squeeze> SQUEEZES =
      List.of(
          new Squeeze(Fit.Cut, 28),
          new Squeeze(Fit.Wrap, 26),
          new Squeeze(Fit.Cut, 20),
          new Squeeze(Fit.Wrap, 12),
          new Squeeze(Fit.Whole, 12));

  /** A column with its heading. */
  record Column(String heading, Fit fit) {
    static Column cut(String heading) {
      return new Column(heading, Fit.Cut);
    }

    static Column wrapped(String heading) {
      return new Column(heading, Fit.Wrap);
    }

    static Column whole(String heading) {
      return new Column(heading, Fit.Whole);
    }
  }

  /** A text in a colour. */
  record Cell(String text, Colour colour) {
    static Cell of(String text) {
      return new Cell(text, Colour.Plain);
    }
  }

  private sealed interface Line {}

  private record Row(List<Cell> cells) implements Line {}

  private record Note(String text) implements Line {}

  private final List<Column> columns;
  private final List<Line> lines = new ArrayList<>();
  private final int[] widths;

  Table(Column... columns) {
    this.columns = List.of(columns);
    this.widths = new int[columns.length];
    add(this.columns.stream().map(column -> new Cell(column.heading(), Colour.Dim)).toList());
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
    fit(terminal.width() - GAP.length() * (widths.length - 1));
    for (Line line : lines) {
      switch (line) {
        case Row row -> print(row, terminal);
        case Note note ->
            Wrap.lines(note.text(), terminal.width() - NOTE_INDENT)
                .forEach(text -> terminal.line(Colour.Dim, " ".repeat(NOTE_INDENT) + text));
      }
    }
  }

  private void fit(int room) {
    for (Squeeze squeeze : SQUEEZES) {
      while (IntStream.of(widths).sum() > room && squeeze(squeeze)) {}
    }
  }

  /** Makes the widest column that may give way narrower by one. */
  private boolean squeeze(Squeeze squeeze) {
    OptionalInt widest =
        IntStream.range(0, widths.length)
            .filter(i -> columns.get(i).fit() == squeeze.fit() && widths[i] > squeeze.least())
            .reduce((one, other) -> widths[other] > widths[one] ? other : one);
    widest.ifPresent(i -> widths[i]--);
    return widest.isPresent();
  }

  private void print(Row row, Terminal terminal) {
    List<List<String>> cells =
        IntStream.range(0, widths.length)
            .mapToObj(i -> fitted(row.cells().get(i).text(), columns.get(i).fit(), widths[i]))
            .toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      int blanks = 0;
      for (int i = 0; i < widths.length; i++) {
        String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
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

  private static List<String> fitted(String text, Fit fit, int width) {
    if (fit != Fit.Cut || text.length() <= width) {
      return Wrap.lines(text, width);
    }
    int kept = width - CUT.length();
    String end = text.substring(text.length() - kept / 2);
    return List.of(text.substring(0, kept - kept / 2) + CUT + end);
  }
}
