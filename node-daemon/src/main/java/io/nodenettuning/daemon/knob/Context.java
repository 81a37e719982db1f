package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Facts;
import java.util.Set;

/**
 * What a knob may look at to turn a rule into wishes.
 *
 * @param facts this node
 * @param socketFlowEntries the node's {@code rps_sock_flow_entries} as it will be, 0 where there is
 *     none
 * @param steered identities of interfaces whose queues' interrupts a rule steers
 */
public record Context(Facts facts, long socketFlowEntries, Set<String> steered) {

  /** The same, where rules steer these interfaces' interrupts. */
  public Context steering(Set<String> interfaces) {
    return new Context(facts, socketFlowEntries, interfaces);
  }
}
