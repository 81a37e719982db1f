package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary of what a node has. */
public record NodeFacts(
    @Doc("The kernel's release.") @Size(max = Limits.VERSION) String kernel,
    @Doc("The online CPUs, as a list.") @Size(max = Limits.CPU_LIST) @Nullable String cpus,
    @Doc("The CPUs isolated by isolcpus or nohz_full, as a list.") @Size(max = Limits.CPU_LIST)
        @Nullable String isolatedCpus,
    @Doc("CPUs by how their frequency can be managed; those without a cpufreq driver are in none.")
        @Size(max = Limits.FREQUENCIES)
        @Nullable List<@Doc("CPUs whose frequency can be managed alike.") FrequencyFacts> frequency,
    @Doc("Network interfaces with queues.") @Size(max = Limits.NICS)
        @Nullable List<@Doc("A network interface.") NicFacts> interfaces,
    @Doc("Network interfaces that are not in the list.") @Min(0)
        @Nullable Integer interfacesOmitted,
    @Doc("What the interfaces can be set to, by driver.") @Size(max = Limits.DRIVERS)
        @Nullable List<@Doc("What interfaces of one driver can be set to.") DriverFacts> drivers,
    @Doc("Kinds of interfaces that are not in the list of drivers.") @Min(0)
        @Nullable Integer driversOmitted,
    @Doc("Sysctls that a tuning may set and this node does not have.") @Size(max = Limits.SYSCTLS)
        @Nullable List<@Doc("A sysctl.") @Size(max = Limits.SYSCTL) String> missingSysctls) {}
