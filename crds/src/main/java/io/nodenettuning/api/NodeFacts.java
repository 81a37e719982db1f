package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary of what a node has. */
public record NodeFacts(
    String kernel,
    @Nullable String cpus,
    @Nullable String isolatedCpus,
    @Nullable List<NicFacts> interfaces,
    @Nullable Integer interfacesOmitted) {}
