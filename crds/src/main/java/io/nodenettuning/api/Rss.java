package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receive side scaling: how a device spreads flows over its receive queues. */
@AnyOf(
    value = {"hashFields", "indirection"},
    problem = "nothing of receive side scaling is set")
@When(
    field = "indirection",
    is = "Weighted",
    needs = "weights",
    want = "a weight for each receive queue")
@When(
    field = "indirection",
    is = "Equal",
    refuses = "weights",
    want = "weights only with indirection: Weighted")
public record Rss(
    @Doc("What of a packet is hashed, by kind of flow (ethtool -N rx-flow-hash).")
        @Nullable HashFields hashFields,
    @Doc("How the indirection table spreads hashes over the receive queues (ethtool -X).")
        @Nullable IndirectionMode indirection,
    @Doc("The share of each receive queue, from queue 0; a queue with 0 gets nothing.")
        @Size(min = 1, max = Limits.QUEUES)
        @Nullable List<@Doc("The share of a queue.") @Min(0) @Max(65_535) Integer> weights) {}
