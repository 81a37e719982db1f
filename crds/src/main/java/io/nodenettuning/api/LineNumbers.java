package io.nodenettuning.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On which line of a text each field of a document is: where an editor has to look. */
public final class LineNumbers {
  private final Map<String, Integer> lines = new HashMap<>();

  private LineNumbers() {}

  /**
   * Reads the next document of a text to its end.
   *
   * @throws IOException when it is no document
   */
  public static LineNumbers of(JsonParser parser) throws IOException {
    var numbers = new LineNumbers();
    int depth = 0;
    do {
      @Nullable JsonToken token = parser.nextToken();
      if (token == null) {
        break;
      }
      if (token.isStructEnd()) {
        depth--;
      } else {
        // A struct's start is inside of it already: its own place is that of the context around.
        JsonStreamContext context = parser.getParsingContext();
        String path = path(token.isStructStart() ? context.getParent() : context);
        numbers.lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
        depth += token.isStructStart() ? 1 : 0;
      }
    } while (depth > 0);
    return numbers;
  }

  /**
   * The line of a field.
   *
   * @param path the path, as in {@code spec.interfaces[0].rps}
   * @return the line from 1; of the nearest field around it when it is not there itself
   */
  public int of(String path) {
    String nearest = path;
    while (!lines.containsKey(nearest) && !nearest.isEmpty()) {
      nearest =
          nearest.substring(
              0, Math.max(0, Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['))));
    }
    return lines.getOrDefault(nearest, 1);
  }

  /** The path of where a parser stands, in the notation of the API server. */
  static String path(@Nullable JsonStreamContext context) {
    if (context == null || context.getParent() == null) {
      return "";
    }
    String above = path(context.getParent());
    if (context.inArray()) {
      return "%s[%d]".formatted(above, context.getCurrentIndex());
    }
    @Nullable String name = context.getCurrentName();
    if (name == null) {
      return above;
    }
    return above.isEmpty() ? name : above + "." + name;
  }
}
