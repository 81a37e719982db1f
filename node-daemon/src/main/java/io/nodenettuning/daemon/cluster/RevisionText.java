package io.nodenettuning.daemon.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.stream.Collectors;

/**
 * Reads the content of a revision, strictly: a field or value that this daemon does not know makes
 * the tuning not understood, and is never read as its default.
 */
final class RevisionText {
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readerFor(Revision.class);

  private RevisionText() {}

  /** What the JSON of a revision says. */
  static NodeTuning.Content read(String json) {
    try {
      return new NodeTuning.Understood(STRICT.readValue(json));
    } catch (UnrecognizedPropertyException e) {
      return new NodeTuning.NotUnderstood("unknown field " + path(e));
    } catch (InvalidFormatException e) {
      return new NodeTuning.NotUnderstood(
          "%s has the unknown value \"%s\"".formatted(path(e), e.getValue()));
    } catch (JsonMappingException e) {
      return new NodeTuning.NotUnderstood("%s: %s".formatted(path(e), e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      return new NodeTuning.NotUnderstood(e.getOriginalMessage());
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step ->
            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
        .collect(Collectors.joining("", "spec", ""));
  }
}
