package io.nodenettuning.daemon.cli.source;

import io.nodenettuning.api.schema.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The lines of a document's fields, and the problems that were found in it. */
final class Located {
  private record Found(int line, Problem problem) {}

  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Found> found = new ArrayList<>();

  /** Remembers where a field begins. */
  void at(String path, Node node) {
    lines.putIfAbsent(path, lineOf(node));
  }

  /** A problem of a field, at its line or at that of the nearest field around it. */
  void report(String path, String message) {
    found.add(new Found(line(path), new Problem(path, message)));
  }

  /** A problem of a field, at a line of its own. */
  void report(String path, Node where, String message) {
    found.add(new Found(lineOf(where), new Problem(path, message)));
  }

  /** Adds what is wrong with values, except where what was read there was already refused. */
  void reportUnlessRefused(List<Problem> problems) {
    List<String> refused = found.stream().map(one -> one.problem().path()).toList();
    problems.stream()
        .filter(problem -> refused.stream().noneMatch(path -> isWithin(path, problem.path())))
        .forEach(problem -> found.add(new Found(line(place(problem)), problem)));
  }

  /**
   * What is wrong with an entry of a map is said of the map, and names the entry's key before
   * anything else: the place is the entry's.
   */
  private String place(Problem problem) {
    String map = problem.path() + ".";
    return lines.keySet().stream()
        .filter(path -> path.startsWith(map) && named(path, problem) >= 0)
        .min(
            Comparator.comparingInt((String path) -> named(path, problem))
                .thenComparingInt(path -> -path.length()))
        .orElse(problem.path());
  }

  private static int named(String path, Problem problem) {
    return problem.message().indexOf(path.substring(problem.path().length() + 1));
  }

  boolean hasProblems() {
    return !found.isEmpty();
  }

  /** All problems, by line. */
  List<FileProblem> problems(String file) {
    return found.stream()
        .sorted((one, other) -> Integer.compare(one.line(), other.line()))
        .map(
            one -> new FileProblem(file, one.line(), one.problem().path(), one.problem().message()))
        .distinct()
        .toList();
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private int line(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return lines.getOrDefault("", 0);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private static boolean isWithin(String path, String outer) {
    return path.equals(outer) || path.startsWith(outer + ".") || path.startsWith(outer + "[");
  }
}
