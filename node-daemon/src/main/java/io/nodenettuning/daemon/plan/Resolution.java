package io.nodenettuning.daemon.plan;

import java.util.List;
import java.util.Map;

/**
 * Tunings, resolved on this node.
 *
 * @param desired what is wanted of every setting that a tuning names, in the order of writing
 * @param unmatchedRules rules by the tuning's uid that match no interface here
 */
public record Resolution(List<Desired> desired, Map<String, List<String>> unmatchedRules) {}
