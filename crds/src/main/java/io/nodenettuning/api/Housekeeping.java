package io.nodenettuning.api;

import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Refuse;
import org.jspecify.annotations.Nullable;

/** Where the kernel's other work goes, so that isolated CPUs stay quiet. */
@AnyOf(
    value = {"interrupts", "unboundWorkqueues"},
    problem = "nothing is moved")
public record Housekeeping(
    @Doc("The CPUs that do the other work.")
        @Refuse(field = "numa", value = "Local", problem = NumaPolicy.NO_DEVICE)
        @Nullable CpuSetSpec cpus,
    @Doc(
            "Interrupts that no interface rule steers and that the kernel lets move, and"
                + " default_smp_affinity for those to come.")
        @Nullable HousekeepingAction interrupts,
    @Doc("Kernel work that is bound to no CPU (workqueue/cpumask).")
        @Nullable HousekeepingAction unboundWorkqueues) {}
