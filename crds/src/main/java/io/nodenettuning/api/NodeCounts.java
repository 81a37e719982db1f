package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.nodenettuning.api.schema.Doc;

/** Nodes of a tuning by class. */
public record NodeCounts(
    @Doc("Nodes that the selector selects.") @Min(0) int selected,
    @Doc("Selected nodes that can run the daemon.") @Min(0) int eligible,
    @Doc("Eligible nodes that were handed the newest revision.") @Min(0) int updated,
    @Doc("Nodes where every setting is as wished.") @Min(0) int ready,
    @Doc("Nodes that have not done their part yet.") @Min(0) int pending,
    @Doc("Nodes where something else changed a setting and it is not put back.") @Min(0)
        int drifted,
    @Doc("Nodes where something that the tuning asks for cannot be had.") @Min(0) int incomplete,
    @Doc("Nodes where the kernel refuses a setting or a writer keeps changing it.") @Min(0)
        int failing,
    @Doc("Nodes that are not Ready.") @Min(0) int unavailable,
    @Doc("Nodes without a report that counts.") @Min(0) int unknown,
    @Doc("Nodes that reported what they would write, in Audit.") @Min(0) int planned) {}
