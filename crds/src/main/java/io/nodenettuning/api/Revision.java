package io.nodenettuning.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a node has to do with a tuning: the part of a {@link NodeNetTuningSpec} that is stored,
 * immutable, as the data of a {@code ControllerRevision}. Selector, priority and {@code paused}
 * make no revision.
 */
public record Revision(
    @Nullable Mode mode,
    @Nullable DriftPolicy driftPolicy,
    @Nullable ReleasePolicy releasePolicy,
    @Nullable List<InterfaceRule> interfaces,
    @Nullable Integer rpsSockFlowEntries,
    @Nullable List<CpuPowerRule> cpuPower,
    @Nullable Housekeeping housekeeping,
    @Nullable Map<String, SysctlValue> sysctls) {

  /** Names of the fields of {@code spec} that are part of a revision. */
  public static final Set<String> FIELDS =
      Arrays.stream(Revision.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** The part of this spec that a node has to act on. */
  public static Revision of(NodeNetTuningSpec spec) {
    return new Revision(
        spec.mode(),
        spec.driftPolicy(),
        spec.releasePolicy(),
        spec.interfaces(),
        spec.rpsSockFlowEntries(),
        spec.cpuPower(),
        spec.housekeeping(),
        spec.sysctls());
  }
}
