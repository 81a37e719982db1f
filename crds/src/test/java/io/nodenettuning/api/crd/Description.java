package io.nodenettuning.api.crd;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.schema.CheckedBy;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Field;
import io.nodenettuning.api.schema.FieldRules;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.Needed;
import io.nodenettuning.api.schema.NumberOr;
import io.nodenettuning.api.schema.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code kubectl explain} prints of a field: its meaning, then what is valid, then what it is
 * when left out, each from the one place where it is declared.
 */
final class Description {
  private Description() {}

  static String of(Class<?> owner, Field field) {
    var sentences = new ArrayList<String>();
    field.annotation(Needed.class).ifPresent(needed -> sentences.add("Required."));
    field.annotation(Doc.class).map(Doc::value).ifPresent(sentences::add);
    Place place = field.place();
    sentences.addAll(valid(place, place.isMap() ? "Valid keys: " : "Valid: "));
    place
        .element()
        .filter(element -> !element.isObject())
        .map(element -> valid(element, place.isMap() ? "Valid values: " : "Valid: "))
        .ifPresent(sentences::addAll);
    field.annotation(CheckedBy.class).ifPresent(by -> sentences.add(FieldRules.of(by).doc()));
    if (place.isList() || place.isMap()) {
      place
          .annotation(Size.class)
          .ifPresent(size -> sentences.add("At most %d.".formatted(size.max())));
    }
    Defaults.of(owner, field.name())
        .ifPresent(value -> sentences.add("Default: %s.".formatted(inWords(value))));
    return String.join(" ", sentences);
  }

  private static List<String> valid(Place place, String valid) {
    var sentences = new ArrayList<String>();
    if (place.raw().isEnum()) {
      sentences.add(values(place.raw()));
    }
    if (!place.grammars().isEmpty()) {
      sentences.add(
          place.grammars().stream()
              .map(Matches::want)
              .collect(Collectors.joining(", ", valid, ".")));
    }
    NumberOr numberOr = place.raw().getAnnotation(NumberOr.class);
    if (numberOr != null) {
      sentences.add(
          "A number from %d to %d, or %s."
              .formatted(numberOr.min(), numberOr.max(), numberOr.word()));
    }
    place
        .annotation(Max.class)
        .ifPresent(max ->
            sentences.add(
                "From %s to %s."
                    .formatted(
                        whole(place.annotation(Min.class).orElseThrow().value()),
                        whole(max.value()))));
    return sentences;
  }

  private static String values(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(java.lang.reflect.Field::isEnumConstant)
        .map(value -> "%s (%s)".formatted(value.getName(), value.getAnnotation(Doc.class).value()))
        .collect(Collectors.joining(", ", "Values: ", "."));
  }

  private static String inWords(Object value) {
    return value.equals(CpuSetSpec.DEFAULT)
        ? "{}, all online CPUs that are not isolated"
        : value.toString();
  }

  private static String whole(double number) {
    return BigDecimal.valueOf(number).toBigIntegerExact().toString();
  }
}
