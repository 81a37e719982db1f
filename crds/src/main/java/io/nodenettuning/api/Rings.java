package io.nodenettuning.api;

import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** How many packets a device's queues hold ({@code ethtool -G}). */
@AnyOf(
    value = {"rx", "tx"},
    problem = "no ring is set")
public record Rings(
    @Doc("Entries of each receive ring, a number or Max; drivers round.") @Nullable RingSize rx,
    @Doc("Entries of each transmit ring, a number or Max; drivers round.") @Nullable RingSize tx) {}
