package io.nodenettuning.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a tuning is on its nodes. */
public record NodeNetTuningStatus(
    @Nullable Long observedGeneration,
    @Nullable String currentRevision,
    @Nullable String updateRevision,
    @Nullable NodeCounts counts,
    @Nullable List<NotReadyNode> notReady,
    @Nullable Integer notReadyOmitted,
    @Nullable List<Condition> conditions) {}
