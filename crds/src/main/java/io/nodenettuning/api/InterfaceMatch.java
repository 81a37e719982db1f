package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which interfaces a rule is for: all criteria that are given must hold. */
public record InterfaceMatch(
    @Nullable List<InterfaceType> types,
    @Nullable List<String> names,
    @Nullable List<String> drivers,
    @Nullable List<String> pciAddresses,
    @Nullable List<RouteMatch> routes) {}
