package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** Receive packet steering of every receive queue. */
public record Rps(@Nullable RpsMode mode, @Nullable CpuSetSpec cpus) {}
