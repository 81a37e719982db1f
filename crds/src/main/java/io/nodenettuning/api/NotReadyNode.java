package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A node on which a tuning is not ready. */
public record NotReadyNode(
    String node,
    @JsonProperty("class") NodeClass nodeClass,
    String since,
    String reason,
    @Nullable String message) {}
