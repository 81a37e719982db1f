package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** How many channels of each kind an interface has and can have. */
public record ChannelFacts(
    @Doc("Channels that receive and transmit.") @Nullable CapacityFacts combined,
    @Doc("Channels that only receive.") @Nullable CapacityFacts rx,
    @Doc("Channels that only transmit.") @Nullable CapacityFacts tx) {}
