package io.nodenettuning.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A required field whose refusal says what is valid. Every component that is not nullable is
 * required; this one is checked by a rule, because a plain {@code required} gives no hint and keeps
 * the API server from looking for other mistakes.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needed {
  /** What is valid. */
  String value();
}
