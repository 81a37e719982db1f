package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CPUs that serve the queue interrupts of an interface. */
public record IrqAffinity(
    @Nullable CpuSetSpec cpus,
    @Nullable Distribution distribution,
    @Nullable List<QueueAffinity> queues) {}
