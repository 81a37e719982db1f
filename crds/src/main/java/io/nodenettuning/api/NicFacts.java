package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** A summary of one network interface. */
public record NicFacts(
    @Doc("Its name.") @Size(max = 16) String name,
    @Doc("Its driver.") @Size(max = Limits.VERSION) @Nullable String driver,
    @Doc("Its address on the bus.") @Size(max = Limits.VERSION) @Nullable String busAddress,
    @Doc("Receive queues.") @Min(0) int rxQueues,
    @Doc("Transmit queues.") @Min(0) int txQueues,
    @Doc("Queue interrupts whose affinity can be set.") @Min(0) int movableInterrupts,
    @Doc("Queue interrupts whose affinity the kernel manages and nobody can set.") @Min(0)
        int managedInterrupts) {}
