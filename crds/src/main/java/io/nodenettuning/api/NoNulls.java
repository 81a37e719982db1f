package io.nodenettuning.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stops at an explicit null. {@code match: {types: [Physical], names: null}} is what an empty value
 * of a template leaves behind: read as if the field were not there, it would match more than meant.
 */
final class NoNulls extends JsonParserDelegate {
  private final String below;

  /**
   * Reads on from a parser.
   *
   * @param below the field of the root that may not have nulls; the whole when empty
   */
  NoNulls(JsonParser parser, String below) {
    super(parser);
    this.below = below;
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    @Nullable JsonToken token = super.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      String path = LineNumbers.path(getParsingContext());
      if (path.startsWith(below)) {
        throw new NullFound(path, currentTokenLocation());
      }
    }
    return token;
  }

  /** Where a null is. */
  static final class NullFound extends JsonProcessingException {
    @Serial private static final long serialVersionUID = 1L;
    private final String path;

    private NullFound(String path, JsonLocation location) {
      super("is null; leave it out or give a value", location);
      this.path = path;
    }

    /** The field or element. */
    String path() {
      return path;
    }
  }
}
