package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * The two ways to read the API's resources. Lists and informers are read tolerantly: one object
 * that is newer than the reader must not hide all others. What is acted on is read strictly: a
 * field or value that is not understood must never be taken for its default.
 */
public final class ApiJson {
  private ApiJson() {}

  /**
   * A mapper that leaves out fields, elements and entries that it does not know and reads unknown
   * values of enums as null. Each call makes a new one, because clients add modules to theirs.
   */
  public static ObjectMapper tolerant() {
    return JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
        .annotationIntrospector(new SkippingUnknown())
        .build();
  }

  /**
   * Reads a resource, or a part of one, strictly: unknown fields and values are refused, and so are
   * explicit nulls, numbers where strings are wanted and the other way round, and a key that is
   * there twice.
   *
   * @param json what the API server or a revision holds
   * @param type the kind or record that it should be
   * @throws NotUnderstoodException when it is anything else, with the path of what is wrong
   */
  public static <T> T understand(JsonNode json, Class<T> type) throws NotUnderstoodException {
    try (JsonParser parser = json.traverse()) {
      return understand(parser, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the next document of a text strictly, as {@link #understand(JsonNode, Class)} does.
   *
   * @throws NotUnderstoodException when it is anything else, with the path of what is wrong; {@link
   *     LineNumbers} has its line
   * @throws IOException when the text cannot be read at all
   */
  public static <T> T understand(JsonParser parser, Class<T> type)
      throws NotUnderstoodException, IOException {
    String noNullsBelow = type.isRecord() ? "" : "spec";
    parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      return Strict.MAPPER.readValue(new NoNulls(parser, noNullsBelow), type);
    } catch (JsonProcessingException e) {
      throw NotUnderstoodException.of(e, LineNumbers.path(parser.getParsingContext()));
    }
  }

  /** Made when first used. */
  private static final class Strict {
    private static final ObjectMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, Strict::stringsOnly)
            .build();

    private static void stringsOnly(MutableCoercionConfig strings) {
      strings
          .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
  }

  /** Skips unknown elements in the records of the API alone: Kubernetes' own types keep theirs. */
  private static final class SkippingUnknown extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
      return annotated instanceof AnnotatedMember member && member.getDeclaringClass().isRecord()
          ? JsonSetter.Value.forContentNulls(Nulls.SKIP)
          : super.findSetterInfo(annotated);
    }
  }
}
