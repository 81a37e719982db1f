package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field that holds a record in which, at this place, one value makes no sense. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuse {
  /** The field of the record. */
  String field();

  /** The value that is refused, by name. */
  String value();

  /** Why, and what is valid. */
  String problem();
}
