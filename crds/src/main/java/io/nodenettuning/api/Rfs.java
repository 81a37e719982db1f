package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.Needed;

/** Receive flow steering: the flow table of every receive queue. */
public record Rfs(
    @Doc(
            "Entries of each receive queue's flow table (rps_flow_cnt); the kernel rounds up to a"
                + " power of two, 0 turns flow steering off. Auto is the node's"
                + " rpsSockFlowEntries divided by the interface's receive queues, down to a power"
                + " of two.")
        @Needed("Auto or a number of flow table entries")
        FlowCount flowCount) {}
