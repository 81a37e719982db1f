package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Needed;

/** The CPUs of one queue's interrupt, as an exception from the rule's distribution. */
public record QueueAffinity(
    @Doc("Which of the queue's vectors.") QueueRole role,
    @Doc("Number of the queue, as in queues/rx-3.") @Min(0) @Max(65535) Integer queue,
    @Doc("The CPUs that may serve the interrupt.") @Needed("a CPU set, for instance {list: \"1\"}")
        CpuSetSpec cpus) {}
