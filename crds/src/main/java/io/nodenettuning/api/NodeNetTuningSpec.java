package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.CheckedBy;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Keys;
import io.nodenettuning.api.schema.Needed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a group of nodes should have. */
@Doc("What a group of nodes should have. Nothing is tuned that no tuning names.")
@AnyOf(
    value = {"interfaces", "rpsSockFlowEntries", "cpuPower", "housekeeping", "sysctls"},
    problem = "the tuning sets nothing")
public record NodeNetTuningSpec(
    @Doc("Which nodes to tune, by their labels; {} selects every node that can run the daemon.")
        @Needed("a label selector; {} selects every node")
        LabelSelector nodeSelector,
    @Doc(
            "Rank among tunings that set the same thing on a node: the higher wins, setting by"
                + " setting. On equal rank the first by name wins, and different values are"
                + " reported as Conflict.")
        @Min(-1_000_000)
        @Max(1_000_000)
        @Nullable Integer priority,
    @Doc("Whether the kernel is written to.") @Nullable Mode mode,
    @Doc("What happens when something else changes a setting.") @Nullable DriftPolicy driftPolicy,
    @Doc("What happens to a setting that no tuning names any more.")
        @Nullable ReleasePolicy releasePolicy,
    @Doc("While true, nodes get nothing new; what they were handed out stays enforced.")
        @Nullable Boolean paused,
    @Doc("What network interfaces should have.")
        @Keys("name")
        @Size(min = 1, max = Limits.INTERFACES)
        @Nullable List<@Doc("What the interfaces of a match should have.") InterfaceRule>
            interfaces,
    @Doc(
            "Entries of the node's table of flows for receive flow steering"
                + " (net.core.rps_sock_flow_entries); the kernel rounds up to a power of two, 0"
                + " turns it off.")
        @Min(0)
        @Max(1 << 29)
        @Nullable Integer rpsSockFlowEntries,
    @Doc("How CPUs manage their frequency.") @Keys("name") @Size(min = 1, max = Limits.CPU_POWER)
        @Nullable List<@Doc("How the CPUs of a set manage their frequency.") CpuPowerRule> cpuPower,
    @Doc("Where the kernel's other work goes, so that isolated CPUs stay quiet.")
        @Nullable Housekeeping housekeeping,
    @Doc("Network sysctls of the node, each a number or a string of digits.")
        @CheckedBy(Sysctls.class)
        @Size(min = 1, max = Limits.SYSCTLS)
        @Nullable Map<String, @Doc("The value, a number or a string of digits.") SysctlValue>
            sysctls) {}
