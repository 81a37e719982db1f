package io.nodenettuning.daemon.cluster.status;

import java.util.List;

/**
 * What a report is about.
 *
 * @param nodeUid uid of the Node
 * @param daemonVersion of this program
 * @param parts the tunings that the node was handed, in their order
 * @param warnings what else an administrator should know about the node
 */
public record Subject(
    String nodeUid, String daemonVersion, List<Part> parts, List<Warning> warnings) {}
