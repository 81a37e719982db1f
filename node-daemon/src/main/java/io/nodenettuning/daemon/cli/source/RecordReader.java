package io.nodenettuning.daemon.cli.source;

import io.nodenettuning.api.schema.Field;
import io.nodenettuning.api.schema.NumberOr;
import io.nodenettuning.api.schema.Place;
import io.nodenettuning.api.schema.Problem;
import io.nodenettuning.api.schema.Scalar;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into the API's records. It takes nothing that they do not know: unknown fields and
 * values, values of another type, nulls, the same key twice; and goes on to find all of it.
 */
final class RecordReader {
  private final Located located;

  RecordReader(Located located) {
    this.located = located;
  }

  /**
   * Reads a record.
   *
   * @return null where there is no object at all; what was refused is missing in it
   */
  <R extends Record> @Nullable R record(String path, Class<R> type, Node node) {
    if (!(node instanceof MappingNode object)) {
      refuse(path, node, "want an object; got " + shown(node));
      return null;
    }
    Map<String, Field> known = new LinkedHashMap<>();
    Field.of(type).forEach(field -> known.put(field.name(), field));
    Map<String, Object> values = new LinkedHashMap<>();
    fields(path, object)
        .forEach((name, child) -> {
          Field field = known.get(name);
          if (field == null) {
            refuseUnknown(path + "." + name, known.keySet());
          } else {
            putValue(values, path, name, field.place(), child);
          }
        });
    return construct(type, known.keySet().stream().map(values::get).toArray());
  }

  /** Refuses a field that is none of those that can be. */
  void refuseUnknown(String path, Collection<String> known) {
    located.report(path, "unknown field; want one of " + String.join(", ", known));
  }

  /** The fields of an object; those that are there twice are refused. */
  Map<String, Node> fields(String path, MappingNode object) {
    Map<String, Node> fields = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple entry : object.getValue()) {
      Node key = entry.getKeyNode();
      if (key.getTag().equals(Tag.MERGE) || !(key instanceof ScalarNode scalar)) {
        located.report(path, key, "want fields by name, also instead of <<; got " + shown(key));
        continue;
      }
      String name = scalar.getValue();
      String field = path.isEmpty() ? name : path + "." + name;
      Integer first = lines.putIfAbsent(name, Located.lineOf(key));
      if (first == null) {
        located.at(field, key);
        fields.put(name, entry.getValueNode());
      } else {
        located.report(field, key, "is there twice: first in line " + first);
      }
    }
    return fields;
  }

  private void putValue(
      Map<String, Object> values, String path, String name, Place place, Node node) {
    Object read = value(path + "." + name, place, node);
    if (read != null) {
      values.put(name, read);
    }
  }

  private @Nullable Object value(String path, Place place, Node node) {
    if (node.getTag().equals(Tag.NULL)) {
      refuse(path, node, "is null; leave it out or give a value");
      return null;
    }
    if (place.isList()) {
      return list(path, place.element().orElseThrow(), node);
    }
    if (place.isMap()) {
      return map(path, place.element().orElseThrow(), node);
    }
    if (place.isObject()) {
      return record(path, place.raw().asSubclass(Record.class), node);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(path, place.raw(), scalar);
    }
    refuse(path, node, "want %s; got %s".formatted(wanted(place.raw()), shown(node)));
    return null;
  }

  private @Nullable List<Object> list(String path, Place element, Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      refuse(path, node, "want a list; got " + shown(node));
      return null;
    }
    List<Object> elements = new ArrayList<>(sequence.getValue().size());
    boolean whole = true;
    for (int i = 0; i < sequence.getValue().size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      Node child = sequence.getValue().get(i);
      located.at(at, child);
      Object read = value(at, element, child);
      if (read == null) {
        whole = false;
      } else {
        elements.add(read);
      }
    }
    return whole ? elements : null;
  }

  private @Nullable Map<String, Object> map(String path, Place element, Node node) {
    if (!(node instanceof MappingNode object)) {
      refuse(path, node, "want an object; got " + shown(node));
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    fields(path, object).forEach((key, child) -> putValue(values, path, key, element, child));
    return values;
  }

  private @Nullable Object scalar(String path, Class<?> type, ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    Object read = null;
    if (type.isRecord()) {
      read = wrapped(type, node);
    } else if (type == Integer.class) {
      read = integer(node) instanceof Integer number ? number : null;
    } else if (type == Boolean.class) {
      read = tag.equals(Tag.BOOL) ? isTrue(text) : null;
    } else if (tag.equals(Tag.STR)) {
      read = type.isEnum() ? constant(type, text) : text;
    }
    if (read == null) {
      refuse(path, node, refusal(type, node));
    }
    return read;
  }

  private static @Nullable Object wrapped(Class<?> type, ScalarNode node) {
    Object raw = node.getTag().equals(Tag.STR) ? node.getValue() : integer(node);
    return raw == null ? null : construct(type.asSubclass(Record.class), raw);
  }

  /** YAML 1.1, as kubectl reads it: {@code yes} and {@code on} are true. */
  private static boolean isTrue(String text) {
    return List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
  }

  /** An Integer, a Long where it is too large for one, or null where it is no whole number. */
  private static @Nullable Number integer(ScalarNode node) {
    if (!node.getTag().equals(Tag.INT)) {
      return null;
    }
    try {
      long number = Long.decode(node.getValue().replace("_", ""));
      return number == (int) number ? (Number) (int) number : (Number) number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String refusal(Class<?> type, ScalarNode node) {
    NumberOr numberOr = type.getAnnotation(NumberOr.class);
    if (numberOr != null) {
      return Problem.numberOr(numberOr).replace(Problem.VALUE, node.getValue());
    }
    return "want %s; got %s".formatted(wanted(type), shown(node));
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    return type == String.class
        ? "a string in quotes"
        : type == Boolean.class
            ? "true or false, without quotes"
            : type.isAnnotationPresent(Scalar.class)
                ? "a whole number or a string"
                : "a whole number, without quotes";
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> '"' + scalar.getValue() + '"';
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode _ -> "a list";
      default -> "an object";
    };
  }

  private void refuse(String path, Node node, String message) {
    located.at(path, node);
    located.report(path, message);
  }

  private static <R> R construct(Class<R> type, @Nullable Object... values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of the API cannot be made: " + type, e);
    }
  }
}
