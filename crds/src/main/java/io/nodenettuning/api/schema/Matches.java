package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A string, or every key of a map, is of a grammar. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Matches.All.class)
public @interface Matches {
  /** What the string is, with its article, as in "not a CPU list". */
  String what();

  /** The grammar, for the whole string; in the part of the language that RE2 and Java share. */
  String regex();

  /** When given, the string is one or more parts of the grammar with this between them. */
  String separator() default "";

  /** What is valid, for people. */
  String want();

  /** Several grammars, all of which must hold. */
  @Target(ElementType.TYPE_USE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /** The grammars. */
    Matches[] value();
  }
}
