package io.nodenettuning.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource in a file and what the API server says to it.
 *
 * @param file the file, which {@code kubectl apply -f} takes as it is
 * @param resource the resource
 * @param refusals what is wrong, as the file's comments announce; none when it is accepted
 */
record Case(Path file, JsonNode resource, List<String> refusals) {
  private static final Path FOLDERS = Path.of("src/test/resources");
  private static final Path EXAMPLES = Path.of("../examples");
  private static final String REFUSED = "# refused: ";
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Resources that are refused. */
  static Stream<Case> allRefused() {
    return in("refused");
  }

  /** Resources that are accepted. */
  static Stream<Case> allAccepted() {
    return in("accepted");
  }

  /** The examples that the project ships. */
  static Stream<Case> examples() {
    return Files.isDirectory(EXAMPLES)
        ? read(EXAMPLES).filter(c -> c.resource().path("kind").asText().equals("NodeNetTuning"))
        : Stream.empty();
  }

  private static Stream<Case> in(String folder) {
    return read(FOLDERS.resolve(folder));
  }

  private static Stream<Case> read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Case::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case of(Path file) {
    try {
      String text = Files.readString(file);
      return new Case(
          file,
          YAML.readTree(text),
          text.lines()
              .filter(line -> line.startsWith(REFUSED))
              .map(line -> line.substring(REFUSED.length()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the resource is a tuning, not a state. */
  boolean isTuning() {
    return resource.get("kind").asText().equals("NodeNetTuning");
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
