package io.nodenettuning.operator.fleet;

import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.api.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;

/** Whether labels answer to a label selector, as Kubernetes defines it. */
public final class Selection {
  private Selection() {}

  /** Whether all labels and all expressions of the selector hold. */
  public static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return matchesLabels(selector, labels)
        && (selector.matchExpressions() == null
            || selector.matchExpressions().stream().allMatch(e -> holds(e, labels)));
  }

  private static boolean matchesLabels(LabelSelector selector, Map<String, String> labels) {
    return selector.matchLabels() == null
        || selector.matchLabels().entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
  }

  /** An operator that is not known here is read as null, and selects nothing. */
  private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
    List<String> values = expression.values() == null ? List.of() : expression.values();
    String value = labels.get(expression.key());
    return switch (expression.operator()) {
      case null -> false;
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
