package io.nodenettuning.api;

import io.fabric8.generator.annotation.Size;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node has to do; written by the operator only. */
@Doc("What the node has to do; written by the operator only.")
public record NodeNetTuningStateSpec(
    @Doc("The uid of the Node that this is meant for; a daemon on another node ignores it.")
        @Size(min = 1, max = Limits.UID)
        String nodeUID,
    @Doc("While true, the node writes nothing and reports what it would write.")
        @Nullable Boolean hold,
    @Doc(
            "The tunings that the node has to apply. While they are not given, it goes on with those"
                + " that it last knew, and tells which these are.")
        @Keys("uid")
        @Size(max = Limits.TUNINGS)
        @Nullable List<@Doc("A tuning at one revision.") AssignedTuning> tunings) {}
