package io.nodenettuning.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label query: all labels and all expressions must hold; an empty one selects everything. */
public record LabelSelector(
    @Nullable Map<String, String> matchLabels,
    @Nullable List<LabelSelectorRequirement> matchExpressions) {}
