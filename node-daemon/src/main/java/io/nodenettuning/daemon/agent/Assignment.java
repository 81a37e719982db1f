package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.List;

/**
 * What this node has to do.
 *
 * @param generation of the object that says so; reported back with what came of it
 * @param hold whether nothing may be written now
 * @param tunings the tunings of this node
 */
public record Assignment(long generation, boolean hold, List<NodeTuning> tunings) {}
