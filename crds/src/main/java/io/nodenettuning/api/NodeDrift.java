package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Timestamp;
import org.jspecify.annotations.Nullable;

/** A setting of a node that something else changed. */
public record NodeDrift(
    @Doc("The node's name.") @Size(max = Limits.NODE_NAME) String node,
    @Doc("The setting's id, for instance rps:eth0/rx-0.") @Size(max = Limits.SETTING_ID) String id,
    @Doc("The value that it should have and had.") @Size(max = Limits.VALUE) @Nullable String from,
    @Doc("The value that was found.") @Size(max = Limits.VALUE) @Nullable String to,
    @Doc("When the node saw it.") @Timestamp @Size(max = Limits.TIME) String time,
    @Doc("Whether it was put back.") boolean corrected,
    @Doc("Who changed it, as far as the kernel tells: command, unit, container, pod.")
        @Size(max = Limits.WRITER)
        @Nullable String writer) {}
