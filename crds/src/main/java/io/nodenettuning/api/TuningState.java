package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one tuning stands on this node. */
public record TuningState(
    String uid,
    String name,
    @Nullable String revision,
    @JsonProperty("class") NodeClass nodeClass,
    @Nullable Map<Outcome, Integer> outcomes,
    @Nullable List<String> unmatchedRules,
    @Nullable String message) {}
