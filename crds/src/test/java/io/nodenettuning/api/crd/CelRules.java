package io.nodenettuning.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Field;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.Needed;
import io.nodenettuning.api.schema.NotBoth;
import io.nodenettuning.api.schema.NumberOr;
import io.nodenettuning.api.schema.Problem;
import io.nodenettuning.api.schema.Refuse;
import io.nodenettuning.api.schema.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The rules that the API's annotations stand for, in CEL, with the messages of {@link Problem}. */
final class CelRules {
  private static final String REQUIRED = "FieldValueRequired";
  private static final String FORBIDDEN = "FieldValueForbidden";

  private CelRules() {}

  /** The rules of a record, where {@code self} is the object. */
  static List<ValidationRule> ofObject(Class<?> type) {
    var rules = new ArrayList<ValidationRule>();
    for (Field field : Field.of(type)) {
      field.annotation(Refuse.class).ifPresent(refuse -> rules.add(ofRefuse(field.name(), refuse)));
      field
          .annotation(Needed.class)
          .ifPresent(needed ->
              rules.add(
                  fieldRule(has(field.name()), Problem.needed(needed), field.name(), REQUIRED)));
    }
    AnyOf anyOf = type.getAnnotation(AnyOf.class);
    if (anyOf != null) {
      String rule =
          Arrays.stream(anyOf.value()).map(CelRules::has).collect(Collectors.joining(" || "));
      rules.add(
          new ValidationRuleBuilder().withRule(rule).withMessage(Problem.none(anyOf)).build());
    }
    NotBoth notBoth = type.getAnnotation(NotBoth.class);
    if (notBoth != null) {
      String rule = "!(%s && %s)".formatted(has(notBoth.field()), has(notBoth.refused()));
      rules.add(fieldRule(rule, Problem.both(notBoth), notBoth.refused(), FORBIDDEN));
    }
    for (When when : type.getAnnotationsByType(When.class)) {
      rules.add(ofWhen(type, when));
    }
    return rules;
  }

  private static ValidationRule ofRefuse(String name, Refuse refuse) {
    String place = name + "." + refuse.field();
    return fieldRule(
        "!(%s && %s && self.%s == %s)"
            .formatted(has(name), has(place), place, literal(refuse.value())),
        refuse.problem(),
        place,
        FORBIDDEN);
  }

  private static ValidationRule ofWhen(Class<?> type, When when) {
    boolean isBoolean =
        Field.of(type).stream()
            .anyMatch(
                field -> field.name().equals(when.field()) && field.place().raw() == Boolean.class);
    String values =
        Arrays.stream(when.is())
            .map(value -> isBoolean ? value : literal(value))
            .collect(Collectors.joining(", "));
    String applies = "%s && self.%s in [%s]".formatted(has(when.field()), when.field(), values);
    return when.needs().isEmpty()
        ? fieldRule(
            "!(%s && %s)".formatted(applies, has(when.refuses())),
            Problem.when(when),
            when.refuses(),
            FORBIDDEN)
        : fieldRule(
            "!(%s) || %s".formatted(applies, has(when.needs())),
            Problem.when(when),
            when.needs(),
            REQUIRED);
  }

  /** The rule of a string's grammar. */
  static ValidationRule ofString(Matches grammar) {
    return rule(matches("self", grammar), quoting(Problem.not(grammar), "self"));
  }

  /** The rule of the grammar of a map's keys. */
  static ValidationRule ofKeys(Matches grammar) {
    String match = matches("k", grammar);
    String first = "self.filter(k, !%s)[0]".formatted(match);
    return rule("self.all(k, %s)".formatted(match), quoting(Problem.not(grammar), first));
  }

  /** The rule of an int-or-string that is a number or one word. */
  static ValidationRule ofNumberOr(NumberOr numberOr) {
    return rule(
        "type(self) == int ? self >= %d && self <= %d : self == %s"
            .formatted(numberOr.min(), numberOr.max(), literal(numberOr.word())),
        quoting(Problem.numberOr(numberOr), "string(self)"));
  }

  /** A rule with a message that is an expression. */
  static ValidationRule rule(String rule, String messageExpression) {
    return new ValidationRuleBuilder()
        .withRule(rule)
        .withMessageExpression(messageExpression)
        .build();
  }

  private static ValidationRule fieldRule(
      String rule, String message, String field, String reason) {
    return new ValidationRuleBuilder()
        .withRule(rule)
        .withMessage(message)
        .withFieldPath("." + field)
        .withReason(reason)
        .build();
  }

  private static String matches(String value, Matches grammar) {
    return grammar.separator().isEmpty()
        ? "%s.matches(r'^(%s)$')".formatted(value, grammar.regex())
        : "(%s + '%s').matches(r'^((%s)%2$s)+$')"
            .formatted(value, grammar.separator(), grammar.regex());
  }

  /** A message as an expression, with the value where the message has its placeholder. */
  private static String quoting(String message, String value) {
    String[] around = message.split(Problem.VALUE, 2);
    return "%s + %s + %s".formatted(literal(around[0]), value, literal(around[1]));
  }

  private static String has(String field) {
    return "has(self.%s)".formatted(field);
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
