package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import io.nodenettuning.api.schema.Refuse;
import org.jspecify.annotations.Nullable;

/** How the CPUs of a set manage their frequency. */
@AnyOf(
    value = {"governor", "energyPerformancePreference", "resumeLatencyMicros"},
    problem = "the rule sets nothing")
public record CpuPowerRule(
    @Doc("The rule's name in plans, statuses and messages.")
        @Size(max = Limits.NAME)
        @Matches(what = RuleName.WHAT, regex = RuleName.REGEX, want = RuleName.WANT)
        String name,
    @Doc("The CPUs; a frequency policy that spans more CPUs is set as a whole.")
        @Refuse(field = "numa", value = "Local", problem = NumaPolicy.NO_DEVICE)
        @Nullable CpuSetSpec cpus,
    @Doc("The cpufreq governor, one of the node's scaling_available_governors.")
        @Size(max = 63)
        @Matches(
            what = "a governor",
            regex = "[a-z][a-z0-9_-]{0,14}",
            want = "a name such as performance, powersave, ondemand or schedutil")
        @Nullable String governor,
    @Doc(
            "How the processor weighs energy against performance, one of the node's"
                + " energy_performance_available_preferences or a number from 0 (performance) to"
                + " 255 in quotes.")
        @Size(max = 63)
        @Matches(
            what = "an energy-performance preference",
            regex = "[a-z][a-z0-9_]{0,31}|[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]",
            want = "a name such as performance or balance_power, or a number from 0 to 255")
        @Nullable String energyPerformancePreference,
    @Doc(
            "Microseconds that waking these CPUs may take at most: they enter no idle state that"
                + " takes longer, none at all with 0 (pm_qos_resume_latency_us).")
        @Min(0)
        @Max(1_000_000)
        @Nullable Integer resumeLatencyMicros) {}
