package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** How the CPUs of a set manage their frequency. */
public record CpuPowerRule(String name, @Nullable CpuSetSpec cpus, @Nullable String governor) {}
