package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a kind, a field, the element of a list or map, or a value of an enum means: the text that
 * {@code kubectl explain} prints. Units belong here; ranges, defaults and what is valid are added
 * from where they are declared.
 */
@Target({ElementType.TYPE_USE, ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Doc {
  /** One or two sentences. */
  String value();
}
