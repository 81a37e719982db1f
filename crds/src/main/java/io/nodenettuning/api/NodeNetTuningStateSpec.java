package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node has to do; written by the operator only. */
public record NodeNetTuningStateSpec(
    String nodeUID, @Nullable Boolean hold, @Nullable List<AssignedTuning> tunings) {}
