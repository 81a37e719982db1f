package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What interfaces of one driver can be set to; those that differ in it are told apart. */
public record DriverFacts(
    @Doc("The driver; none of interfaces that have none.") @Size(max = Limits.VERSION)
        @Nullable String driver,
    @Doc("The interfaces that this is true of.") @Size(max = Limits.NICS)
        List<@Doc("Name of an interface.") @Size(max = Limits.NIC_NAME) String> interfaces,
    @Doc("Attributes of coalescing that they have, by the names of ethtool -C.")
        @Size(max = Limits.COALESCE_ATTRIBUTES)
        @Nullable
            List<@Doc("An attribute, for instance rx-usecs.") @Size(max = Limits.FEATURE) String>
            coalesce,
    @Doc("Features that can be switched, by the kernel's names (ethtool -k).")
        @Size(max = Limits.FEATURES)
        @Nullable List<@Doc("A feature.") @Size(max = Limits.FEATURE) String> changeableFeatures,
    @Doc("Features that nobody can switch.") @Size(max = Limits.FEATURES)
        @Nullable List<@Doc("A feature.") @Size(max = Limits.FEATURE) String> fixedFeatures) {}
