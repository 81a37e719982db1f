package io.nodenettuning.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a group of nodes should have. */
public record NodeNetTuningSpec(
    LabelSelector nodeSelector,
    @Nullable Integer priority,
    @Nullable Mode mode,
    @Nullable DriftPolicy driftPolicy,
    @Nullable ReleasePolicy releasePolicy,
    @Nullable Boolean paused,
    @Nullable List<InterfaceRule> interfaces,
    @Nullable Integer rpsSockFlowEntries,
    @Nullable List<CpuPowerRule> cpuPower,
    @Nullable Map<String, SysctlValue> sysctls) {}
