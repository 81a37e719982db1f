package io.nodenettuning.daemon.plan;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import java.util.Map;

/**
 * Tunings, resolved on this node.
 *
 * @param desired what is wanted of every setting that a tuning names, in the order of writing
 * @param unmatchedRules rules by the tuning's uid that match no interface here
 * @param basis what that depends on
 */
public record Resolution(
    List<Desired> desired, Map<String, List<String>> unmatchedRules, Basis basis) {

  /**
   * What a resolution depends on, and nothing else: the same comes to the same.
   *
   * @param socketFlowEntries the node's {@code rps_sock_flow_entries} as it will be
   * @param matched the interfaces of every rule, in the order of the tunings
   */
  record Basis(
      List<NodeTuning> tunings, Facts facts, long socketFlowEntries, List<List<Nic>> matched) {}
}
