package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Two fields of a record exclude each other. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotBoth {
  /** The field that may stay. */
  String field();

  /** The field that is refused beside it. */
  String refused();
}
