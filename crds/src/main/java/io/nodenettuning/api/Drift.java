package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** A setting that something else changed. */
public record Drift(
    String id,
    String tuning,
    @Nullable String from,
    @Nullable String to,
    String time,
    boolean corrected,
    @Nullable String writer) {}
