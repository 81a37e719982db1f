package io.nodenettuning.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeSet;

/**
 * The content of a revision, made from the JSON of a spec rather than from records, so that it
 * holds what the user wrote even where this version of the API does not know it.
 *
 * @param json the fields of {@link Revision}, keys sorted at every level, nulls left out
 * @param hash {@value #HASH_LENGTH} lower-case letters and digits that name the content
 */
public record RevisionContent(ObjectNode json, String hash) {
  /** Characters of the hash: 51 bits of a SHA-256. */
  public static final int HASH_LENGTH = 10;

  private static final int RADIX = 36;

  /** The revision of a tuning's {@code spec}, as the API server sent it. */
  public static RevisionContent of(JsonNode spec) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    for (String field : new TreeSet<>(Revision.FIELDS)) {
      if (spec.hasNonNull(field)) {
        content.set(field, canonical(spec.get(field)));
      }
    }
    return new RevisionContent(content, hash(content.toString()));
  }

  /** The name of the {@code ControllerRevision} with this content. */
  public String nameFor(String tuning) {
    return tuning + "-" + hash;
  }

  private static JsonNode canonical(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        object
            .propertyStream()
            .filter(e -> !e.getValue().isNull())
            .sorted(Map.Entry.comparingByKey())
            .forEach(e -> sorted.set(e.getKey(), canonical(e.getValue())));
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> elements.add(canonical(element)));
        yield elements;
      }
      default -> node;
    };
  }

  private static String hash(String json) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      String text = new BigInteger(1, digest).toString(RADIX);
      return text.substring(text.length() - HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
