package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** While one field has certain values, another is needed or refused. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(When.All.class)
public @interface When {
  /** The field that decides. */
  String field();

  /** The values, by name, for which the rule holds. */
  String[] is();

  /** The field that must be given then, if any. */
  String needs() default "";

  /** The field that must not be given then, if any. */
  String refuses() default "";

  /** What is valid. */
  String want();

  /** Several rules. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /** The rules. */
    When[] value();
  }
}
