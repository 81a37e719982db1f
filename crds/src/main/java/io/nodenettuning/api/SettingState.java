package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Timestamp;
import org.jspecify.annotations.Nullable;

/** A setting that is not as wished. */
public record SettingState(
    @Doc("The setting's id, for instance rps:eth0/rx-0.") @Size(max = Limits.SETTING_ID) String id,
    @Doc("The name of the tuning that asks for it.") @Size(max = Limits.NAME) String tuning,
    @Doc("The name of the rule that asks for it.") @Size(max = Limits.NAME) @Nullable String rule,
    @Doc("What became of it.") Outcome outcome,
    @Doc("The value that the tuning asks for.") @Size(max = Limits.VALUE) @Nullable String desired,
    @Doc("The value that the kernel should show.") @Size(max = Limits.VALUE)
        @Nullable String expected,
    @Doc("The value that the kernel shows.") @Size(max = Limits.VALUE) @Nullable String observed,
    @Doc("Why it is not as wished.") @Size(max = Limits.MESSAGE) @Nullable String message,
    @Doc("Since when it has this outcome.") @Timestamp @Size(max = Limits.TIME) String since) {}
