package io.nodenettuning.api.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the schema that holds a value: a field, or the element of a list or map.
 *
 * @param type the Java type with its annotations
 */
public record Place(AnnotatedType type) {

  /** The class of the value. */
  public Class<?> raw() {
    return type.getType() instanceof ParameterizedType p
        ? (Class<?>) p.getRawType()
        : (Class<?>) type.getType();
  }

  /** The place of the elements of a list or of the values of a map, else nothing. */
  public Optional<Place> element() {
    if (type instanceof AnnotatedParameterizedType p) {
      AnnotatedType[] arguments = p.getAnnotatedActualTypeArguments();
      return Optional.of(new Place(arguments[arguments.length - 1]));
    }
    return Optional.empty();
  }

  /** Whether the value is a list. */
  public boolean isList() {
    return raw() == List.class;
  }

  /** Whether the value is a map. */
  public boolean isMap() {
    return raw() == Map.class;
  }

  /** Whether the value is a record with fields of its own, not one that wraps a scalar. */
  public boolean isObject() {
    return raw().isRecord()
        && !raw().isAnnotationPresent(NumberOr.class)
        && !raw().isAnnotationPresent(Scalar.class);
  }

  /** An annotation of the type, if it is there. */
  public <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
    return Optional.ofNullable(type.getAnnotation(annotation));
  }

  /** The grammars that a string or the keys of a map follow. */
  public List<Matches> grammars() {
    return List.of(type.getAnnotationsByType(Matches.class));
  }
}
