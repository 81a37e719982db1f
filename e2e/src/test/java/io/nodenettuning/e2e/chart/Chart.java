package io.nodenettuning.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's chart, in the hands of the real Helm. */
final class Chart {
  /** Where the chart is. */
  static final Path FOLDER = Path.of("..", "helm", "nodenettuning").toAbsolutePath().normalize();

  /** The namespace that the tests render for. */
  static final String NAMESPACE = "tuning";

  static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private Chart() {}

  /** How a run of Helm ended. */
  record Run(int status, String output, String errors) {}

  /** The chart's release {@code nnt}, rendered with these options of {@code helm template}. */
  static Rendering render(String... options) {
    Run run = template(options);
    assertThat(run.status()).as(run.errors()).isZero();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(run.output())) {
      return new Rendering(run.output(), documents.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code helm template} says with these options. */
  static Run template(String... options) {
    return helm(
        Stream.concat(
                Stream.of("template", "nnt", FOLDER.toString(), "--namespace", NAMESPACE),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs Helm: the one on the path, or the one that {@code lab/prepare tools} built. */
  static Run helm(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("helm", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      Run run = new Run(status, output, Files.readString(errors));
      Files.delete(errors);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file of the chart as YAML or JSON. */
  static JsonNode read(String file) {
    try {
      return YAML.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path program() {
    Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    return Stream.concat(path, Stream.of(Prepared.tools()))
        .map(folder -> folder.resolve("helm"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no helm here: lab/prepare tools builds it"));
  }
}
