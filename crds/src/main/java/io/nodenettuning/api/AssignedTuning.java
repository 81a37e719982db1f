package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;

/** A tuning that a node was handed, at one revision. */
public record AssignedTuning(
    @Doc("The uid of the NodeNetTuning.") @Size(min = 1, max = Limits.UID) String uid,
    @Doc("The name of the NodeNetTuning.") @Size(min = 1, max = Limits.NAME) String name,
    @Doc("The name of the ControllerRevision in the operator's namespace.")
        @Size(min = 1, max = Limits.REVISION)
        String revision,
    @Doc("The tuning's priority.") Integer priority) {}
