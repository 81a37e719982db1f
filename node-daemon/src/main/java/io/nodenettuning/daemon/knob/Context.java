package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.CpuSetSpec;
import io.nodenettuning.daemon.facts.CpuSelection;
import io.nodenettuning.daemon.facts.CpuSelections;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.Set;

/**
 * What a knob may look at to turn a rule into wishes.
 *
 * @param facts this node
 * @param socketFlowEntries the node's {@code rps_sock_flow_entries} as it will be, 0 where there is
 *     none
 * @param steered identities of interfaces whose queues' interrupts a rule steers
 * @param selections what CPU sets come to here
 */
public record Context(
    Facts facts, long socketFlowEntries, Set<String> steered, CpuSelections selections) {

  /** On a node of which nothing was asked yet. */
  public Context(Facts facts, long socketFlowEntries, Set<String> steered) {
    this(facts, socketFlowEntries, steered, new CpuSelections(facts.cpus()));
  }

  /** What a CPU set comes to for an interface. */
  CpuSelection cpus(CpuSetSpec spec, Nic nic) {
    return selections.of(spec, nic.numaNode());
  }

  /** The same, where rules steer these interfaces' interrupts. */
  public Context steering(Set<String> interfaces) {
    return new Context(facts, socketFlowEntries, interfaces, selections);
  }
}
