package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector. */
public record LabelSelectorRequirement(
    String key, Operator operator, @Nullable List<String> values) {

  /** How a label's value is compared. */
  public enum Operator {
    /** The label has one of the values. */
    In,
    /** The label is missing or has none of the values. */
    NotIn,
    /** The label is there. */
    Exists,
    /** The label is missing. */
    DoesNotExist
  }
}
