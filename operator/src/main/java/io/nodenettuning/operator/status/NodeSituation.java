package io.nodenettuning.operator.status;

import io.nodenettuning.operator.fleet.DaemonPod;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.StateView;
import org.jspecify.annotations.Nullable;

/** An eligible node that a tuning selects, with all that is known of it. */
public record NodeSituation(NodeView node, DaemonPod.Presence daemon, @Nullable StateView state) {}
