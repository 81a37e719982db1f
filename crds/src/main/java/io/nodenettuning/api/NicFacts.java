package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** A summary of one network interface. */
public record NicFacts(
    String name,
    @Nullable String driver,
    @Nullable String busAddress,
    int rxQueues,
    int txQueues,
    int movableInterrupts,
    int managedInterrupts) {}
