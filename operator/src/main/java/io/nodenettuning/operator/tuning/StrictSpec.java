package io.nodenettuning.operator.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nodenettuning.api.NodeNetTuningSpec;
import java.util.List;
import java.util.Optional;

/**
 * The second, strict reading of a spec. The first one, of the cache, passes over what it does not
 * know, so that one newer object does not hide the others; handing out what was half read would
 * change what it means.
 */
final class StrictSpec {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private StrictSpec() {}

  /** What of this spec is not understood, if anything. */
  static Optional<String> problem(JsonNode spec) {
    try {
      STRICT.treeToValue(spec, NodeNetTuningSpec.class);
      return Optional.empty();
    } catch (UnrecognizedPropertyException e) {
      return Optional.of(path(e) + ": this version of the operator does not know the field.");
    } catch (InvalidFormatException e) {
      return Optional.of(
          "%s: \"%s\" is not known to this version of the operator%s."
              .formatted(path(e), e.getValue(), known(e.getTargetType())));
    } catch (JsonMappingException e) {
      return Optional.of(path(e) + ": " + e.getOriginalMessage() + ".");
    } catch (JsonProcessingException e) {
      return Optional.of("spec: " + e.getOriginalMessage() + ".");
    }
  }

  private static String known(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return constants == null
        ? ""
        : "; known are "
            + String.join(", ", List.of(constants).stream().map(Object::toString).toList());
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder("spec");
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append('.').append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
