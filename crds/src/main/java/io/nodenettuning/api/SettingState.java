package io.nodenettuning.api;

import org.jspecify.annotations.Nullable;

/** A setting that is not as wished. */
public record SettingState(
    String id,
    String tuning,
    @Nullable String rule,
    Outcome outcome,
    @Nullable String desired,
    @Nullable String expected,
    @Nullable String observed,
    @Nullable String message,
    String since) {}
