package io.nodenettuning.operator.fleet;

import org.jspecify.annotations.Nullable;

/** Whether a node's report counts, and if not, why. */
public enum Trust {
  /** It was made in this boot of this node, for what was handed out last, by a live daemon. */
  Counts,
  /** The node has no pod of the daemon. */
  DaemonMissing,
  /** The daemon's pod is not ready. */
  DaemonNotReady,
  /** The daemon has not said anything yet. */
  NoReport,
  /** The report was made by another node of the same name. */
  ReportOfOtherNode,
  /** The report was made before the node was rebooted. */
  ReportOfEarlierBoot,
  /** The daemon has not answered to the last change of what it was handed. */
  ReportOutdated;

  /** Judges the report of this state, which may not exist, on this node. */
  public static Trust of(NodeView node, DaemonPod.Presence daemon, @Nullable StateView state) {
    switch (daemon) {
      case Absent -> {
        return DaemonMissing;
      }
      case NotReady -> {
        return DaemonNotReady;
      }
      case Ready -> {}
    }
    Report report = state == null ? null : state.report();
    if (state == null || report == null || report.nodeUid() == null) {
      return NoReport;
    }
    if (!node.uid().equals(report.nodeUid()) || !node.uid().equals(state.nodeUid())) {
      return ReportOfOtherNode;
    }
    if (node.bootId() == null || !node.bootId().equals(report.bootId())) {
      return ReportOfEarlierBoot;
    }
    Long observed = report.observedGeneration();
    return observed != null && observed == state.generation() ? Counts : ReportOutdated;
  }
}
