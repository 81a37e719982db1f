package io.nodenettuning.daemon.cli.source;

import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.api.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The labels of a node, which decide what tunings are for it.
 *
 * @param byKey the values by key
 */
public record NodeLabels(Map<String, String> byKey) implements Predicate<LabelSelector> {

  /** Whether a selector selects the node: all of its labels and expressions hold. */
  @Override
  public boolean test(LabelSelector selector) {
    return Objects.requireNonNullElse(selector.matchLabels(), Map.<String, String>of())
            .entrySet()
            .stream()
            .allMatch(label -> label.getValue().equals(byKey.get(label.getKey())))
        && Objects.requireNonNullElse(
                selector.matchExpressions(), List.<LabelSelectorRequirement>of())
            .stream()
            .allMatch(this::holds);
  }

  private boolean holds(LabelSelectorRequirement requirement) {
    String value = byKey.get(requirement.key());
    List<String> values = Objects.requireNonNullElse(requirement.values(), List.of());
    return switch (requirement.operator()) {
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
