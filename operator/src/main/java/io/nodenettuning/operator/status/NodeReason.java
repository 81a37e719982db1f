package io.nodenettuning.operator.status;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.operator.fleet.Trust;

/** Why a node is in its class, as one word for programs and a sentence for people. */
enum NodeReason {
  AsWished(NodeClass.ready, "Every setting is as wished."),
  Planned(NodeClass.ready, "The node reported what it would write."),
  NodeNotReady(NodeClass.unavailable, "The node is not ready."),
  DaemonMissing(NodeClass.unknown, "No pod of the node daemon runs on the node."),
  DaemonNotReady(NodeClass.unknown, "The node daemon's pod is not ready."),
  NoReport(NodeClass.unknown, "The node daemon has not reported yet."),
  ReportOfOtherNode(NodeClass.unknown, "The report was made by an earlier node of the same name."),
  ReportOfEarlierBoot(NodeClass.unknown, "The report was made before the node was rebooted."),
  ReportOutdated(NodeClass.unknown, "The node daemon has not answered to what it was handed last."),
  ReportNotUnderstood(NodeClass.unknown, "The node daemon reports a class that is not known here."),
  NotHandedOut(NodeClass.pending, "The node has not been handed the newest revision."),
  Waiting(NodeClass.pending, "The node has not done its part yet."),
  Held(NodeClass.pending, "The node is told to hold; it reported what it would write."),
  Failed(NodeClass.failing, "The kernel refused a setting; it is tried again."),
  Contended(NodeClass.failing, "Something keeps changing a setting back."),
  RolledBack(NodeClass.failing, "A change cut the node off and was taken back."),
  Drifted(NodeClass.drifted, "Something changed a setting, and it is not put back."),
  Unsupported(NodeClass.incomplete, "The kernel, a driver or a device lacks what is asked for."),
  Unresolved(NodeClass.incomplete, "What is asked for comes to nothing on the node."),
  Immutable(NodeClass.incomplete, "The kernel refuses a setting for good."),
  Conflict(NodeClass.incomplete, "Tunings or rules disagree on a setting.");

  private final NodeClass nodeClass;
  private final String sentence;

  NodeReason(NodeClass nodeClass, String sentence) {
    this.nodeClass = nodeClass;
    this.sentence = sentence;
  }

  /** The class that a node with this reason is in. */
  NodeClass nodeClass() {
    return nodeClass;
  }

  /** The reason for people. */
  String sentence() {
    return sentence;
  }

  /** Why a report does not count. */
  static NodeReason of(Trust trust) {
    return switch (trust) {
      case Counts -> AsWished;
      case DaemonMissing -> DaemonMissing;
      case DaemonNotReady -> DaemonNotReady;
      case NoReport -> NoReport;
      case ReportOfOtherNode -> ReportOfOtherNode;
      case ReportOfEarlierBoot -> ReportOfEarlierBoot;
      case ReportOutdated -> ReportOutdated;
    };
  }

  /** What a setting with this outcome makes of its node. */
  static NodeReason of(Outcome outcome) {
    return switch (outcome) {
      case AlreadySet, Applied, Constrained, Overridden -> AsWished;
      case Planned -> Planned;
      case Pending -> Waiting;
      case Unsupported -> Unsupported;
      case Unresolved -> Unresolved;
      case Immutable -> Immutable;
      case Conflict -> Conflict;
      case Drifted -> Drifted;
      case Contended -> Contended;
      case RolledBack -> RolledBack;
      case Failed -> Failed;
    };
  }

  /** What a node of this class has, when its report does not say which outcome. */
  static NodeReason of(NodeClass nodeClass) {
    return switch (nodeClass) {
      case ready -> AsWished;
      case incomplete -> Unresolved;
      case drifted -> Drifted;
      case failing -> Failed;
      case pending -> Waiting;
      case unavailable -> NodeNotReady;
      case unknown -> NoReport;
    };
  }
}
