package io.nodenettuning.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one tuning stands on this node. */
public record TuningState(
    @Doc("The uid of the NodeNetTuning.") @Size(max = Limits.UID) String uid,
    @Doc("The name of the NodeNetTuning.") @Size(max = Limits.NAME) String name,
    @Doc("The revision that the node acts on; none while it has not got it.")
        @Size(max = Limits.REVISION)
        @Nullable String revision,
    @Doc("The priority that the node acts on.") @Nullable Integer priority,
    @Doc("The worst class that one of the tuning's settings is in.") @JsonProperty("class")
        NodeClass nodeClass,
    @Doc("Settings of the tuning by outcome.") @Size(max = Limits.OUTCOMES)
        @Nullable Map<Outcome, @Doc("Settings with this outcome.") @Min(0) Integer> outcomes,
    @Doc("Rules that match nothing on this node.") @Size(max = Limits.UNMATCHED_RULES)
        @Nullable List<@Doc("The name of a rule.") @Size(max = Limits.NAME) String> unmatchedRules,
    @Doc("Drifts of the tuning's settings that the node found since it booted; none when absent.")
        @Min(0)
        @Nullable Long driftsTotal,
    @Doc("What is wrong with the tuning as a whole, if anything.") @Size(max = Limits.MESSAGE)
        @Nullable String message) {

  /** Leaves out counts of outcomes that this version does not know. */
  public TuningState {
    outcomes = Outcome.known(outcomes);
  }
}
