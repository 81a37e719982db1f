package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import org.jspecify.annotations.Nullable;

/** Transmit packet steering: which CPUs send through which transmit queue. */
public record Xps(
    @Doc("The CPUs that are given a transmit queue.") @Nullable CpuSetSpec cpus,
    @Doc("How the transmit queues share these CPUs.") @Nullable XpsDistribution distribution) {}
