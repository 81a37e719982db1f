package io.nodenettuning.daemon.cli.source;

import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Files with tunings: YAML or JSON of any number of documents, each a {@code NodeNetTuning} or a
 * {@code List} of them. All are valid, or none counts.
 */
public final class TuningFiles {
  /** The name of standard input. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");

  private final Map<String, String> places = new HashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private final List<NodeTuning> tunings = new ArrayList<>();
  private final Predicate<LabelSelector> isForNode;

  private TuningFiles(Predicate<LabelSelector> isForNode) {
    this.isForNode = isForNode;
  }

  /**
   * Reads the text of files, of every file with tunings that lies in a folder, and of standard
   * input for {@code -}.
   *
   * @return the texts by the file's name, in the order given and by name in a folder
   * @throws IOException when one is missing or cannot be read; its message names it
   */
  public static Map<String, String> texts(List<Path> paths) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        texts.put(file.toString(), text(file));
      }
    }
    return texts;
  }

  /** The files of a path: itself, or what a folder holds directly. */
  static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException(path + ": no file in it ends with " + String.join(", ", SUFFIXES));
      }
      return files;
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads the tunings of texts.
   *
   * @param texts by the name of their file
   * @param isForNode whether a tuning with a node selector counts here
   * @throws BadTuningsException with everything that is wrong in any of them
   */
  public static List<NodeTuning> read(Map<String, String> texts, Predicate<LabelSelector> isForNode)
      throws BadTuningsException {
    TuningFiles files = new TuningFiles(isForNode);
    texts.forEach(files::file);
    if (!files.problems.isEmpty()) {
      throw new BadTuningsException(files.problems);
    }
    return List.copyOf(files.tunings);
  }

  private void file(String file, String text) {
    int documents = 0;
    try {
      for (Node document : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        if (!document.getTag().equals(Tag.NULL)) {
          documents++;
          resources(document).forEach(resource -> resource(file, resource));
        }
      }
      if (documents == 0) {
        problems.add(new FileProblem(file, 0, "", "no document in it; want a NodeNetTuning"));
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(new FileProblem(file, line, "", "not YAML: " + e.getProblem()));
    } catch (YAMLException e) {
      problems.add(new FileProblem(file, 0, "", "not YAML: " + e.getMessage()));
    }
  }

  /** The items of a {@code List}, as {@code kubectl get -o yaml} prints it; else the document. */
  private static List<Node> resources(Node document) {
    if (document instanceof MappingNode object) {
      boolean isList =
          object.getValue().stream()
              .anyMatch(entry ->
                  isKey(entry, "kind")
                      && entry.getValueNode() instanceof ScalarNode kind
                      && kind.getValue().endsWith("List"));
      for (NodeTuple entry : object.getValue()) {
        if (isList && isKey(entry, "items") && entry.getValueNode() instanceof SequenceNode items) {
          return items.getValue();
        }
      }
    }
    return List.of(document);
  }

  private static boolean isKey(NodeTuple entry, String name) {
    return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
  }

  private void resource(String file, Node resource) {
    Located located = new Located();
    TuningDocument.Read read = TuningDocument.read(resource, file, located);
    problems.addAll(located.problems(file));
    if (read == null) {
      return;
    }
    String name = read.tuning().name();
    int line = Located.lineOf(resource);
    String first = places.putIfAbsent(name, file + ":" + line);
    if (first != null) {
      problems.add(
          new FileProblem(
              file,
              line,
              "metadata.name",
              "\"%s\" is there twice: first in %s".formatted(name, first)));
    } else if (isForNode.test(read.selector())) {
      tunings.add(read.tuning());
    }
  }
}
