package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** At least one of some fields of a record is given. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyOf {
  /** The fields. */
  String[] value();

  /** What is wrong when none is given. */
  String problem();
}
