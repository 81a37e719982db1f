package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.daemon.plan.NodeTuning;
import org.jspecify.annotations.Nullable;

/**
 * A tuning that this node was handed, and what it acts on.
 *
 * @param assigned as the operator handed it out
 * @param tuning as this node acts on it; an earlier revision as long as the assigned one is not
 *     here
 * @param awaiting why the assigned revision is not here, or null when it is
 */
public record Part(AssignedTuning assigned, NodeTuning tuning, @Nullable String awaiting) {}
