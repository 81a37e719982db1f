package io.nodenettuning.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.nodenettuning.api.NoNulls.NullFound;
import io.nodenettuning.api.schema.Problem;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A resource, or a part of one, that this version of the API does not fully know. */
public final class NotUnderstoodException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private NotUnderstoodException(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  /**
   * Puts what Jackson found wrong in the words of the API.
   *
   * @param position the path of where the parser stands, for what is no JSON or YAML at all
   */
  static NotUnderstoodException of(JsonProcessingException cause, String position) {
    for (@Nullable Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof NullFound found) {
        return new NotUnderstoodException(
            new Problem(found.path(), found.getOriginalMessage()), cause);
      }
      if (t instanceof StreamReadException text) {
        return new NotUnderstoodException(new Problem(position, text.getOriginalMessage()), cause);
      }
    }
    return new NotUnderstoodException(
        cause instanceof JsonMappingException mapping
            ? new Problem(path(mapping.getPath()), message(mapping))
            : new Problem(position, cause.getOriginalMessage()),
        cause);
  }

  /** The field, and what is wrong with it. */
  public Problem problem() {
    return problem;
  }

  private static String message(JsonMappingException cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e ->
          "unknown field; want one of "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", "));
      case InvalidFormatException e when e.getTargetType().isEnum() ->
          "unknown value \"%s\"; want one of %s"
              .formatted(
                  e.getValue(),
                  Arrays.stream(e.getTargetType().getEnumConstants())
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", ")));
      case MismatchedInputException e when e.getTargetType() != null ->
          "want " + want(e.getTargetType());
      default -> String.valueOf(cause.getOriginalMessage());
    };
  }

  private static String want(Class<?> type) {
    if (type == String.class) {
      return "a string; put it in quotes";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number without quotes";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false without quotes";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "an object";
  }

  private static String path(List<JsonMappingException.Reference> references) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      @Nullable String field = reference.getFieldName();
      if (field == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(field);
      }
    }
    return path.toString();
  }
}
