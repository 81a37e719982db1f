package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** How many packets the rings of an interface hold and can hold. */
public record RingFacts(
    @Doc("Each ring of received packets.") @Nullable CapacityFacts rx,
    @Doc("Each ring of packets to transmit.") @Nullable CapacityFacts tx) {}
