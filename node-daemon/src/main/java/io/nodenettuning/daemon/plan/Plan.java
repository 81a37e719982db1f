package io.nodenettuning.daemon.plan;

import java.util.List;

/**
 * What is to be done on this node, and how every setting stands.
 *
 * @param settings a row for every claim, in the order of writing; then what is let go
 * @param steps the writes, in order
 * @param records the journal's records that change without a write, to be kept before the first
 * @param dropped keys of records that are over without a write
 * @param drifts drifts that were not told before
 */
public record Plan(
    List<PlannedSetting> settings,
    List<Step> steps,
    List<Held> records,
    List<String> dropped,
    List<FoundDrift> drifts) {}
