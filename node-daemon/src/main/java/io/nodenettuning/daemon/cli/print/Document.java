package io.nodenettuning.daemon.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints trees of maps, lists and scalars as JSON or YAML. */
final class Document {
  private Document() {}

  static void print(Map<String, ?> tree, Format format, Terminal terminal) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = generator(format, text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    terminal.line(text.toString().stripTrailing());
  }

  private static JsonGenerator generator(Format format, StringWriter text) throws IOException {
    return switch (format) {
      case json -> new JsonFactory().createGenerator(text).setPrettyPrinter(indented());
      case yaml, table ->
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .stringQuotingChecker(new Quoting())
              .build()
              .createGenerator(text);
    };
  }

  /** As kubectl and jq print it. */
  private static DefaultPrettyPrinter indented() {
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return printer;
  }

  private static void write(@Nullable Object node, JsonGenerator out) throws IOException {
    switch (node) {
      case null -> out.writeNull();
      case Map<?, ?> object -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> field : object.entrySet()) {
          out.writeFieldName(String.valueOf(field.getKey()));
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
      case List<?> array -> {
        out.writeStartArray();
        for (Object element : array) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Number number -> out.writeNumber(number.longValue());
      default -> out.writeString(node.toString());
    }
  }

  /**
   * Quotes all texts that do not begin with a letter: there is always a reader of YAML that takes
   * {@code 0000:18:00.0} for a number.
   */
  private static final class Quoting extends StringQuotingChecker.Default {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return value.isEmpty()
          || !Character.isLetter(value.charAt(0))
          || super.needToQuoteValue(value);
    }
  }
}
