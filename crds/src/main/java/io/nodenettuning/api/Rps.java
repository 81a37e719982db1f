package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.When;
import org.jspecify.annotations.Nullable;

/** Receive packet steering of every receive queue. */
@When(
    field = "mode",
    is = "Disabled",
    refuses = "cpus",
    want = "cpus only while receive packet steering is on")
public record Rps(
    @Doc("Whether receive packet steering is on.") @Nullable RpsMode mode,
    @Doc("The CPUs that packets are spread over.") @Nullable CpuSetSpec cpus) {}
