package io.nodenettuning.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A mistake in a file is shown where it is. */
class LineNumbersTest {
  private static final String TEXT =
      """
      kind: NodeNetTuning
      spec:
        nodeSelector: {}
        interfaces:
        - name: uplink
          match:
            types: [Physical,
              Bond]
        - name: storage
      ---
      spec:
        mode: Audit
      """;

  @Test
  void findsFieldsAndElements() throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(TEXT)) {
      LineNumbers lines = LineNumbers.of(parser);

      assertThat(lines.of("kind")).isEqualTo(1);
      assertThat(lines.of("spec.interfaces[0]")).isEqualTo(5);
      assertThat(lines.of("spec.interfaces[0].match.types[1]")).isEqualTo(8);
      assertThat(lines.of("spec.interfaces[1].name")).isEqualTo(9);
    }
  }

  @Test
  void findsWhatIsMissingWhereItShouldBe() throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(TEXT)) {
      LineNumbers lines = LineNumbers.of(parser);

      assertThat(lines.of("spec.interfaces[1].match")).isEqualTo(9);
      assertThat(lines.of("spec.interfaces[1].match.names[2]")).isEqualTo(9);
      assertThat(lines.of("metadata.name")).isEqualTo(1);
    }
  }

  @Test
  void goesOnWithTheNextDocument() throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(TEXT)) {
      LineNumbers.of(parser);

      assertThat(LineNumbers.of(parser).of("spec.mode")).isEqualTo(12);
    }
  }
}
