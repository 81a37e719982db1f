package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label query: all labels and all expressions must hold; an empty one selects everything. */
public record LabelSelector(
    @Doc("Labels that the node must have, each with this value.")
        @Size(max = 32)
        @Matches(what = Label.KEY, regex = Label.KEY_REGEX, want = Label.KEY_WANT)
        @Nullable
            Map<
                String,
                @Doc("The label's value.") @Size(max = 63)
                @Matches(what = Label.VALUE, regex = Label.VALUE_REGEX, want = Label.VALUE_WANT)
                String>
            matchLabels,
    @Doc("Expressions on labels, all of which must hold.") @Size(max = 32)
        @Nullable List<@Doc("One expression.") LabelSelectorRequirement> matchExpressions) {

  /** The grammar of label keys and values. */
  static final class Label {
    static final String KEY = "a label key";
    static final String KEY_REGEX =
        "([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
    static final String KEY_WANT = "name or prefix/name as in node-role.kubernetes.io/worker";
    static final String VALUE = "a label value";
    static final String VALUE_REGEX = "([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?";
    static final String VALUE_WANT =
        "letters, digits, - _ and . with a letter or digit at both ends, or \"\"";

    private Label() {}
  }
}
