package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pass.
 *
 * @param assignment what was to be done
 * @param facts the node
 * @param settings a row for every setting that a tuning names
 * @param unmatchedRules rules by the tuning's uid that match no interface here
 * @param drifts the last drifts, the newest first
 * @param driftsTotal all drifts since the daemon started
 * @param driftsByTuning the same by the tuning's uid
 * @param writes all writes to the kernel since the daemon started
 * @param irqbalance why irqbalance moves interrupts that a tuning steers; null where it runs not,
 *     or has them banned
 * @param blind what changes of the node are not noticed at once, each with the reason
 */
public record Report(
    Assignment assignment,
    Facts facts,
    List<PlannedSetting> settings,
    Map<String, List<String>> unmatchedRules,
    List<DriftEntry> drifts,
    long driftsTotal,
    Map<String, Long> driftsByTuning,
    long writes,
    @Nullable String irqbalance,
    List<String> blind) {}
