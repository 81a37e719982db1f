package io.nodenettuning.api;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a tuning is on its nodes. */
@Doc("How far the tuning is on its nodes; written by the operator.")
public record NodeNetTuningStatus(
    @Doc("The metadata.generation that this status is about.") @Min(0)
        @Nullable Long observedGeneration,
    @Doc("Name of the ControllerRevision that was last on all nodes.") @Size(max = Limits.REVISION)
        @Nullable String currentRevision,
    @Doc("Name of the ControllerRevision made from the newest spec.") @Size(max = Limits.REVISION)
        @Nullable String updateRevision,
    @Doc("Nodes by class; a node counts in the worst class that it has a setting in.")
        @Nullable NodeCounts counts,
    @Doc("The worst of the nodes that are not ready.") @Size(max = Limits.NOT_READY)
        @Nullable List<@Doc("A node that is not ready.") NotReadyNode> notReady,
    @Doc("Nodes that are not ready and not in the list.") @Min(0) @Nullable Integer notReadyOmitted,
    @Doc(
            "Drifts, put back or not, that the tuning's nodes found since each of them booted; a node"
                + " that leaves takes its share along.")
        @Min(0)
        @Nullable Long driftsTotal,
    @Doc("The latest drifts on any node, the newest first.") @Size(max = Limits.DRIFTS)
        @Nullable List<@Doc("A setting of a node that something else changed.") NodeDrift> drifts,
    @Doc(
            "Ready (every eligible node has the newest revision, and those that are up are as"
                + " wished) and, while they hold: Reconciling (nodes are on their way), Stalled (it"
                + " does not go on by itself), Accepted=False (the tuning cannot be used), Drifted"
                + " (something else changed settings and they are not put back), Conflicting"
                + " (tunings or rules disagree), Unmatched (a rule matches nothing on any node).")
        @Keys("type")
        @Size(max = Limits.CONDITIONS)
        @Nullable List<@Doc("A condition.") Condition> conditions) {}
