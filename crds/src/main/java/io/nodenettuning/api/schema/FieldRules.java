package io.nodenettuning.api.schema;

import java.util.List;

/** Rules for one field, told twice: to the API server in CEL, and to everybody else in Java. */
public interface FieldRules {

  /** The rules in CEL, where {@code self} is the field. */
  List<CelRule> cel();

  /** What is wrong with a value that was read from JSON, in the words of {@link #cel()}. */
  List<String> problems(Object value);

  /** What is valid, for the field's description. */
  String doc();

  /** The rules that a field names. */
  static FieldRules of(CheckedBy checkedBy) {
    try {
      return checkedBy.value().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(checkedBy.value() + " has no usable constructor", e);
    }
  }

  /**
   * A rule of the API server.
   *
   * @param rule true when the field is valid
   * @param messageExpression the message, as a CEL expression
   */
  record CelRule(String rule, String messageExpression) {}
}
