package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column that {@code kubectl get} prints, in the order of their declaration. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Column.All.class)
public @interface Column {
  /** The heading. */
  String name();

  /** Where the value is, as JSONPath. */
  String path();

  /** The type of the value: string, integer or date. */
  String type() default "string";

  /** Whether the column is printed with {@code -o wide} only. */
  boolean wide() default false;

  /** Several columns. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /** The columns. */
    Column[] value();
  }
}
