package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the frequency of some CPUs can be managed. */
public record FrequencyFacts(
    @Doc("The CPUs, as a list; those that are offline included.") @Size(max = Limits.CPU_LIST)
        String cpus,
    @Doc("Their cpufreq driver.") @Size(max = Limits.VERSION) @Nullable String driver,
    @Doc("The governors that they can have.") @Size(max = Limits.GOVERNORS)
        @Nullable List<@Doc("A governor.") @Size(max = Limits.GOVERNOR) String> governors,
    @Doc("The energy-performance preferences that they can have, where there is such a thing.")
        @Size(max = Limits.GOVERNORS)
        @Nullable List<@Doc("A preference.") @Size(max = Limits.GOVERNOR) String>
            energyPerformancePreferences) {}
