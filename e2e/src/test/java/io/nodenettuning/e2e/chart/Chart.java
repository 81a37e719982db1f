package io.nodenettuning.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.nodenettuning.e2e.machine.Checkout;
import io.nodenettuning.e2e.machine.Program;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The project's chart, in the hands of the real Helm. */
final class Chart {
  /** Where the chart is. */
  static final Path FOLDER = Checkout.CHART;

  /** The namespace that the tests render for. */
  static final String NAMESPACE = "tuning";

  static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private Chart() {}

  /** The chart's release {@code nnt}, rendered with these options of {@code helm template}. */
  static Rendering render(String... options) {
    String text = template(options).success();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return new Rendering(text, documents.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code helm template} says with these options. */
  static Ended template(String... options) {
    return helm(
        Stream.concat(
                Stream.of("template", "nnt", FOLDER.toString(), "--namespace", NAMESPACE),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs Helm. */
  static Ended helm(String... arguments) {
    return Program.prepared("helm").run(arguments);
  }

  /** A file of the chart as YAML or JSON. */
  static JsonNode read(String file) {
    try {
      return YAML.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
