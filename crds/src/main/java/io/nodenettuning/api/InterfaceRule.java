package io.nodenettuning.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the interfaces of a match should have. */
public record InterfaceRule(
    String name,
    InterfaceMatch match,
    @Nullable IrqAffinity irqAffinity,
    @Nullable Rps rps,
    @Nullable Rfs rfs,
    @Nullable Map<String, Boolean> offloads,
    @Nullable IfUnsupported ifUnsupported) {}
