package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Matches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which interfaces a rule is for: all criteria that are given must hold. */
@AnyOf(
    value = {"types", "names", "drivers", "pciAddresses", "routes"},
    problem = "an empty match would select every interface")
public record InterfaceMatch(
    @Doc("Kinds of interfaces, any of which.") @Size(min = 1, max = Limits.MATCH_VALUES)
        @Nullable List<@Doc("A kind of interface.") InterfaceType> types,
    @Doc("Names of interfaces, any of which.") @Size(min = 1, max = Limits.MATCH_VALUES)
        @Nullable
            List<
                @Doc("A name or a glob.") @Size(max = Limits.GLOB)
                @Matches(
                    what = "an interface name or glob",
                    regex = GLOB,
                    want = "letters, digits and _ . @ + - with the globs *, ? and [..]")
                String>
            names,
    @Doc("Names of drivers, any of which, as ethtool -i prints them.")
        @Size(min = 1, max = Limits.MATCH_VALUES)
        @Nullable
            List<
                @Doc("A driver's name or a glob.") @Size(max = Limits.GLOB)
                @Matches(
                    what = "a driver name or glob",
                    regex = GLOB,
                    want = "letters, digits and _ . @ + - with the globs *, ? and [..]")
                String>
            drivers,
    @Doc("PCI addresses, any of which, as domain:bus:device.function in lower case.")
        @Size(min = 1, max = Limits.MATCH_VALUES)
        @Nullable
            List<
                @Doc("A PCI address or a glob.") @Size(max = Limits.GLOB)
                @Matches(
                    what = "a PCI address or glob",
                    regex = "([0-9a-f:.*?]|\\[!?[0-9a-f-]+\\])+",
                    want = "an address such as \"0000:81:00.0\", with the globs *, ? and [..]")
                String>
            pciAddresses,
    @Doc("Routes that the interface carries, any of which.")
        @Size(min = 1, max = Limits.MATCH_VALUES)
        @Nullable List<@Doc("A route.") RouteMatch> routes) {

  private static final String GLOB = "([A-Za-z0-9_.@+*?-]|\\[!?[A-Za-z0-9_.@+-]+\\])+";
}
