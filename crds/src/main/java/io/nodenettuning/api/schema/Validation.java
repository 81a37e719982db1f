package io.nodenettuning.api.schema;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a record of the API against its own annotations, as the API server does by the schema and
 * the CEL rules made from them. For tunings that come from a file.
 */
public final class Validation {
  private final List<Problem> problems = new ArrayList<>();

  private Validation() {}

  /**
   * Everything that is wrong with a record.
   *
   * @param path the record's own path, for instance {@code spec}
   * @return nothing when it is valid
   */
  public static List<Problem> problems(String path, Record value) {
    var validation = new Validation();
    validation.object(path, value);
    return List.copyOf(validation.problems);
  }

  private void object(String path, Record object) {
    var given = new LinkedHashMap<String, Object>();
    for (Field field : Field.of(object.getClass())) {
      Object value = field.valueIn(object);
      String fieldPath = path + "." + field.name();
      if (value != null) {
        given.put(field.name(), value);
        field(fieldPath, field, value);
      } else if (field.isRequired()) {
        report(fieldPath, field.annotation(Needed.class).map(Problem::needed).orElse("is missing"));
      }
    }
    fieldsTogether(path, object.getClass(), given);
  }

  private void fieldsTogether(String path, Class<?> type, Map<String, Object> given) {
    AnyOf anyOf = type.getAnnotation(AnyOf.class);
    if (anyOf != null && Arrays.stream(anyOf.value()).noneMatch(given::containsKey)) {
      report(path, Problem.none(anyOf));
    }
    NotBoth notBoth = type.getAnnotation(NotBoth.class);
    if (notBoth != null
        && given.containsKey(notBoth.field())
        && given.containsKey(notBoth.refused())) {
      report(path + "." + notBoth.refused(), Problem.both(notBoth));
    }
    for (When when : type.getAnnotationsByType(When.class)) {
      if (List.of(when.is()).contains(String.valueOf(given.get(when.field())))) {
        if (!when.needs().isEmpty() && !given.containsKey(when.needs())) {
          report(path + "." + when.needs(), Problem.when(when));
        }
        if (!when.refuses().isEmpty() && given.containsKey(when.refuses())) {
          report(path + "." + when.refuses(), Problem.when(when));
        }
      }
    }
  }

  private void field(String path, Field field, Object value) {
    value(path, field.place(), value);
    field
        .annotation(Keys.class)
        .ifPresent(keys -> distinct(path, List.of(keys.value()), (List<?>) value));
    field
        .annotation(Refuse.class)
        .filter(refuse -> has((Record) value, refuse))
        .ifPresent(refuse -> report(path + "." + refuse.field(), refuse.problem()));
    field
        .annotation(CheckedBy.class)
        .ifPresent(by -> FieldRules.of(by).problems(value).forEach(text -> report(path, text)));
  }

  private static boolean has(Record record, Refuse refuse) {
    return Field.of(record.getClass()).stream()
        .filter(field -> field.name().equals(refuse.field()))
        .anyMatch(field -> refuse.value().equals(String.valueOf(field.valueIn(record))));
  }

  private void value(String path, Place place, Object value) {
    place.annotation(Size.class).ifPresent(size -> size(path, size, value));
    switch (value) {
      case List<?> list -> {
        Place element = place.element().orElseThrow();
        for (int i = 0; i < list.size(); i++) {
          value("%s[%d]".formatted(path, i), element, list.get(i));
        }
      }
      case Map<?, ?> map -> {
        map.keySet().stream()
            .flatMap(key -> mismatch(place, String.valueOf(key)).stream())
            .limit(1)
            .forEach(text -> report(path, text));
        Place element = place.element().orElseThrow();
        map.forEach((key, entry) -> value("%s[%s]".formatted(path, key), element, entry));
      }
      case String text ->
          place.grammars().stream()
              .flatMap(grammar -> mismatch(grammar, text).stream())
              .forEach(problem -> report(path, problem));
      case Number number -> range(path, place, number);
      case Record wrapped when !place.isObject() -> wrapped(path, wrapped);
      case Record object -> object(path, object);
      default -> {} // a boolean or an enum: every value that could be read is valid
    }
  }

  private void wrapped(String path, Record record) {
    NumberOr numberOr = record.getClass().getAnnotation(NumberOr.class);
    if (numberOr == null) {
      return;
    }
    Object raw = Objects.requireNonNull(Field.of(record.getClass()).getFirst().valueIn(record));
    boolean valid =
        raw instanceof Number number
            ? number.doubleValue() == number.longValue()
                && number.longValue() >= numberOr.min()
                && number.longValue() <= numberOr.max()
            : raw.equals(numberOr.word());
    if (!valid) {
      report(path, Problem.numberOr(numberOr).replace(Problem.VALUE, raw.toString()));
    }
  }

  private void range(String path, Place place, Number number) {
    double min = place.annotation(Min.class).map(Min::value).orElse(Double.NEGATIVE_INFINITY);
    double max = place.annotation(Max.class).map(Max::value).orElse(Double.POSITIVE_INFINITY);
    if (number.doubleValue() < min || number.doubleValue() > max) {
      report(path, "want a number from %.0f to %.0f; got %s".formatted(min, max, number));
    }
  }

  private void size(String path, Size size, Object value) {
    String unit =
        switch (value) {
          case String text -> "characters";
          case Map<?, ?> map -> "entries";
          default -> "elements";
        };
    int actual =
        switch (value) {
          case String text -> text.codePointCount(0, text.length());
          case Map<?, ?> map -> map.size();
          case List<?> list -> list.size();
          default -> throw new IllegalStateException(path + " has no size");
        };
    if (actual < size.min() || actual > size.max()) {
      report(path, "want %d to %d %s; got %d".formatted(size.min(), size.max(), unit, actual));
    }
  }

  private void distinct(String path, List<String> keys, List<?> elements) {
    var seen = new HashSet<Map<String, Object>>();
    for (int i = 0; i < elements.size(); i++) {
      var key = new LinkedHashMap<String, Object>();
      for (Field field : Field.of(elements.get(i).getClass())) {
        if (keys.contains(field.name())) {
          key.put(field.name(), String.valueOf(field.valueIn((Record) elements.get(i))));
        }
      }
      if (!seen.add(key)) {
        report("%s[%d]".formatted(path, i), "is there twice: " + key);
      }
    }
  }

  private static Optional<String> mismatch(Place place, String key) {
    return place.grammars().stream()
        .flatMap(grammar -> mismatch(grammar, key).stream())
        .findFirst();
  }

  private static Optional<String> mismatch(Matches grammar, String text) {
    boolean matches =
        grammar.separator().isEmpty()
            ? Pattern.matches(grammar.regex(), text)
            : Pattern.matches(
                "((%s)%s)+".formatted(grammar.regex(), grammar.separator()),
                text + grammar.separator());
    return matches
        ? Optional.empty()
        : Optional.of(Problem.not(grammar).replace(Problem.VALUE, text));
  }

  private void report(String path, String message) {
    problems.add(new Problem(path, message));
  }
}
