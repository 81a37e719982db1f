package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector. */
@When(
    field = "operator",
    is = {"In", "NotIn"},
    needs = "values",
    want = "at least one value for In and NotIn")
@When(
    field = "operator",
    is = {"Exists", "DoesNotExist"},
    refuses = "values",
    want = "no values for Exists and DoesNotExist")
public record LabelSelectorRequirement(
    @Doc("The label's key.")
        @Size(max = 317)
        @Matches(
            what = LabelSelector.Label.KEY,
            regex = LabelSelector.Label.KEY_REGEX,
            want = LabelSelector.Label.KEY_WANT)
        String key,
    @Doc("How the label's value is compared.") Operator operator,
    @Doc("The values to compare with; for In and NotIn only.") @Size(min = 1, max = 64)
        @Nullable
            List<
                @Doc("A value.") @Size(max = 63)
                @Matches(
                    what = LabelSelector.Label.VALUE,
                    regex = LabelSelector.Label.VALUE_REGEX,
                    want = LabelSelector.Label.VALUE_WANT)
                String>
            values) {

  /** How a label's value is compared. */
  public enum Operator {
    @Doc("it is one of the values")
    In,
    @Doc("the label is missing or its value is none of the values")
    NotIn,
    @Doc("the label is there")
    Exists,
    @Doc("the label is missing")
    DoesNotExist
  }
}
