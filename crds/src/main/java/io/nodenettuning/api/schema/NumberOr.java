package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record that wraps a number or one word; an int-or-string in the schema. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NumberOr {
  /** The word. */
  String word();

  /** The least number. */
  long min();

  /** The greatest number. */
  long max();
}
