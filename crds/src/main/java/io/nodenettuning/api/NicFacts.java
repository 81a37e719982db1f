package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** A summary of one network interface. */
public record NicFacts(
    @Doc("Its name.") @Size(max = Limits.NIC_NAME) String name,
    @Doc("What kind of device it is; none for a kind that no tuning can name.")
        @Nullable InterfaceType type,
    @Doc("Its driver.") @Size(max = Limits.VERSION) @Nullable String driver,
    @Doc("Its address on the bus.") @Size(max = Limits.VERSION) @Nullable String busAddress,
    @Doc("The NUMA node that it is attached to; none where the node tells of none.") @Min(0)
        @Nullable Integer numaNode,
    @Doc("Receive queues.") @Min(0) int rxQueues,
    @Doc("Transmit queues.") @Min(0) int txQueues,
    @Doc("Queue interrupts whose affinity can be set.") @Min(0) int movableInterrupts,
    @Doc(
            "Queue interrupts whose affinity the kernel manages and nobody can set. Before Linux"
                + " 6.12 only a refused write tells, so that those that no tuning names count as"
                + " movable.")
        @Min(0)
        int managedInterrupts,
    @Doc("How many channels (ethtool -l) it has and can have; none where their number is fixed.")
        @Nullable ChannelFacts channels,
    @Doc(
            "How many packets its rings (ethtool -g) hold and can hold; none where it does not"
                + " tell.")
        @Nullable RingFacts rings,
    @Doc(
            "Entries of the table from a packet's hash to its receive queue (ethtool -x); none"
                + " where it has no such table.")
        @Min(0)
        @Nullable Integer indirectionEntries) {}
