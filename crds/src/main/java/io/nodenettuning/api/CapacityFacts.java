package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** How much there is of something, and how much there can be. */
public record CapacityFacts(
    @Doc("How much there is.") @Min(0) long current,
    @Doc("How much there can be; none where the device does not tell.") @Min(0)
        @Nullable Long maximum) {}
