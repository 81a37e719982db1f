package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import org.jspecify.annotations.Nullable;

/** How the CPUs of a set manage their frequency. */
@AnyOf(value = "governor", problem = "the rule sets nothing")
public record CpuPowerRule(
    @Doc("The rule's name in plans, statuses and messages.")
        @Size(max = Limits.NAME)
        @Matches(what = RuleName.WHAT, regex = RuleName.REGEX, want = RuleName.WANT)
        String name,
    @Doc("The CPUs; a frequency policy that spans more CPUs is set as a whole.")
        @Nullable CpuSetSpec cpus,
    @Doc("The cpufreq governor, one of the node's scaling_available_governors.")
        @Size(max = 63)
        @Matches(
            what = "a governor",
            regex = "[a-z][a-z0-9_-]{0,14}",
            want = "a name such as performance, powersave, ondemand or schedutil")
        @Nullable String governor) {}
