package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Keys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the tunings on one node; written by this node's daemon only. */
@Doc("What became of the tunings on the node; written by the node's daemon only.")
public record NodeNetTuningStateStatus(
    @Doc("The uid of the Node that the report is about.") @Size(max = Limits.UID)
        @Nullable String nodeUID,
    @Doc("The boot that the report is about (/proc/sys/kernel/random/boot_id).")
        @Size(max = Limits.UID)
        @Nullable String bootID,
    @Doc("The metadata.generation that the report is about.") @Min(0)
        @Nullable Long observedGeneration,
    @Doc("Version of the daemon that wrote the report.") @Size(max = Limits.VERSION)
        @Nullable String daemonVersion,
    @Doc("Ready, and while they hold warnings about the node.")
        @Keys("type")
        @Size(max = Limits.CONDITIONS)
        @Nullable List<@Doc("A condition.") Condition> conditions,
    @Doc("Settings of the node by outcome.") @Size(max = Limits.OUTCOMES)
        @Nullable Map<Outcome, @Doc("Settings with this outcome.") @Min(0) Integer> outcomes,
    @Doc("Each tuning that the node was handed.") @Size(max = Limits.TUNINGS)
        @Nullable List<@Doc("How one tuning stands on this node.") TuningState> tunings,
    @Doc("The worst of the settings that are not as wished.") @Size(max = Limits.SETTINGS)
        @Nullable List<@Doc("A setting that is not as wished.") SettingState> settings,
    @Doc("Settings that are not as wished and not in the list.") @Min(0)
        @Nullable Integer settingsOmitted,
    @Doc("The latest changes that something else made to settings, the newest first.")
        @Size(max = Limits.DRIFTS)
        @Nullable List<@Doc("A setting that something else changed.") Drift> drifts,
    @Doc("Drifts seen since the node booted.") @Min(0) @Nullable Long driftsTotal,
    @Doc("A summary of what the node has.") @Nullable NodeFacts facts) {

  /** Leaves out counts of outcomes that this version does not know. */
  public NodeNetTuningStateStatus {
    outcomes = Outcome.known(outcomes);
  }
}
