package io.nodenettuning.daemon.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tunings, resolved on this node.
 *
 * @param desired what is wanted of every setting that a tuning names, in the order of writing
 * @param reshaped interfaces whose queues will be other ones than they are
 * @param unmatchedRules rules by the tuning's uid that match no interface here
 */
public record Resolution(
    List<Desired> desired, Set<String> reshaped, Map<String, List<String>> unmatchedRules) {}
