package io.nodenettuning.api.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of one of the API's records.
 *
 * @param component the record component that holds it
 */
public record Field(RecordComponent component) {

  /** The fields of a record, in their order. */
  public static List<Field> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Field::new).toList();
  }

  /** The field's name in JSON. */
  public String name() {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  /** What the field holds. */
  public Place place() {
    return new Place(component.getAnnotatedType());
  }

  /** Whether the field may not be left out: unless it is nullable. */
  public boolean isRequired() {
    return place().annotation(Nullable.class).isEmpty();
  }

  /** The field's value in a record; null when it was left out. */
  public @Nullable Object valueIn(Record object) {
    try {
      return component.getAccessor().invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** An annotation of the component, if it is there. */
  public <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
    return Optional.ofNullable(component.getAnnotation(annotation));
  }
}
