package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node as one text file, laid out as a directory that stands in for {@code /}.
 *
 * <pre>
 * # a comment
 * /path = content of one line
 * /path =
 *   | content of
 *   | several lines
 * /path -> target of a symbolic link
 * /path/                                    a directory
 * i=0-15 /cpu{i}/x = {i},{i+16}             sixteen files; numbers with + - * / %, left to right
 * </pre>
 */
public final class RecordedNode {
  private static final Pattern LOOP = Pattern.compile("(\\w)=(\\d+)-(\\d+) (.*)");
  private static final Pattern EXPRESSION = Pattern.compile("\\{(\\w)((?:[-+*/%]\\d+)*)}");
  private static final Pattern STEP = Pattern.compile("([-+*/%])(\\d+)");
  private static final String CONTINUED = "  | ";

  private final Path root;
  private StringBuilder content = new StringBuilder();
  private Path file;

  private RecordedNode(Path root) {
    this.root = root;
    this.file = root;
  }

  /**
   * Lays out {@code /nodes/NAME.node} of the test resources.
   *
   * @param root an empty directory
   * @return the directory as a kernel
   */
  public static Kernel load(String name, Path root) {
    try (InputStream text = RecordedNode.class.getResourceAsStream("/nodes/" + name + ".node")) {
      if (text == null) {
        throw new IllegalArgumentException("no such node: " + name);
      }
      return of(new String(text.readAllBytes(), StandardCharsets.UTF_8), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays out a node given as text. */
  public static Kernel of(String text, Path root) {
    RecordedNode node = new RecordedNode(root);
    try {
      for (String line : text.lines().toList()) {
        node.line(line);
      }
      node.endFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Kernel.recorded(root);
  }

  private void line(String line) throws IOException {
    if (line.startsWith(CONTINUED) || line.equals(CONTINUED.stripTrailing())) {
      content.append(line.substring(Math.min(line.length(), CONTINUED.length()))).append('\n');
      return;
    }
    endFile();
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    Matcher loop = LOOP.matcher(line);
    if (!loop.matches()) {
      entry(line);
      return;
    }
    for (int i = Integer.parseInt(loop.group(2)); i <= Integer.parseInt(loop.group(3)); i++) {
      line(expand(loop.group(4), loop.group(1), i));
    }
  }

  private static String expand(String text, String variable, int value) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(found ->
            found.group(1).equals(variable)
                ? Integer.toString(evaluate(value, found.group(2)))
                : Matcher.quoteReplacement(found.group()));
  }

  private static int evaluate(int value, String steps) {
    int result = value;
    for (var step : STEP.matcher(steps).results().toList()) {
      int operand = Integer.parseInt(step.group(2));
      result =
          switch (step.group(1)) {
            case "+" -> result + operand;
            case "-" -> result - operand;
            case "*" -> result * operand;
            case "/" -> result / operand;
            default -> result % operand;
          };
    }
    return result;
  }

  private void entry(String line) throws IOException {
    List<String> parts = List.of(line.split(" (?:=|->)(?: |$)", 2));
    Path path = root.resolve(parts.getFirst().strip().substring(1));
    Files.createDirectories(path.getParent());
    if (line.contains(" -> ")) {
      Files.createSymbolicLink(path, Path.of(parts.getLast()));
    } else if (parts.size() == 1) {
      Files.createDirectories(path);
    } else {
      file = path;
      content = new StringBuilder(parts.getLast().isEmpty() ? "" : parts.getLast() + "\n");
    }
  }

  private void endFile() throws IOException {
    if (!file.equals(root)) {
      Files.writeString(file, content);
      file = root;
    }
  }
}
