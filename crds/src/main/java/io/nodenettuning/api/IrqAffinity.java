package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CPUs that serve the queue interrupts of an interface. */
public record IrqAffinity(
    @Doc("The CPUs that serve the interface's queue interrupts.") @Nullable CpuSetSpec cpus,
    @Doc("How the queues share these CPUs.") @Nullable Distribution distribution,
    @Doc("Queues that have CPUs of their own, as exceptions from cpus and distribution.")
        @Keys({"role", "queue"})
        @Size(min = 1, max = Limits.QUEUES)
        @Nullable List<@Doc("One queue and its CPUs.") QueueAffinity> queues) {}
