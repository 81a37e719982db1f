package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Timestamp;
import org.jspecify.annotations.Nullable;

/** A node on which a tuning is not ready. */
public record NotReadyNode(
    @Doc("The node's name.") @Size(max = Limits.NODE_NAME) String node,
    @Doc("How the node stands to the tuning.") @JsonProperty("class") NodeClass nodeClass,
    @Doc("Since when it is not ready.") @Timestamp @Size(max = Limits.TIME) String since,
    @Doc("Why, as one word for programs.") @Size(max = Limits.REASON) String reason,
    @Doc("Why, for people.") @Size(max = Limits.MESSAGE) @Nullable String message) {}
