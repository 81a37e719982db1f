package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Facts;

/**
 * What a knob may look at to turn a rule into wishes.
 *
 * @param facts this node
 * @param socketFlowEntries the node's {@code rps_sock_flow_entries} as it will be, 0 where there is
 *     none
 */
public record Context(Facts facts, long socketFlowEntries) {}
