package io.nodenettuning.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the tunings on one node; written by this node's daemon only. */
public record NodeNetTuningStateStatus(
    @Nullable String nodeUID,
    @Nullable String bootID,
    @Nullable Long observedGeneration,
    @Nullable String daemonVersion,
    @Nullable List<Condition> conditions,
    @Nullable Map<Outcome, Integer> outcomes,
    @Nullable List<TuningState> tunings,
    @Nullable List<SettingState> settings,
    @Nullable Integer settingsOmitted,
    @Nullable List<Drift> drifts,
    @Nullable Long driftsTotal,
    @Nullable NodeFacts facts) {}
