package io.nodenettuning.operator.status;

import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.operator.fleet.Trust;

/** Why a node is in its class, as one word for programs and a few for people. */
enum NodeReason {
  AsWished(NodeClass.ready, "every setting is as wished"),
  Planned(NodeClass.ready, "the node reported what it would write"),
  NodeNotReady(NodeClass.unavailable, "the node is not ready"),
  DaemonMissing(NodeClass.unknown, "no pod of the node daemon runs on the node"),
  DaemonNotReady(NodeClass.unknown, "the node daemon's pod is not ready"),
  NoReport(NodeClass.unknown, "the node daemon has not reported yet"),
  ReportOfOtherNode(NodeClass.unknown, "the report was made by an earlier node of the same name"),
  ReportOfEarlierBoot(NodeClass.unknown, "the report was made before the node was rebooted"),
  ReportOutdated(NodeClass.unknown, "the node daemon has not answered to what it was handed last"),
  ReportNotUnderstood(NodeClass.unknown, "the node daemon reports a class that is not known here"),
  NotHandedOut(NodeClass.pending, "the node has not been handed the newest revision"),
  Waiting(NodeClass.pending, "the node has not done its part yet"),
  Held(NodeClass.pending, "the node is told to hold; it reported what it would write"),
  Failed(NodeClass.failing, "the kernel refused a setting; it is tried again"),
  Contended(NodeClass.failing, "something keeps changing a setting back"),
  RolledBack(NodeClass.failing, "a change cut the node off and was taken back"),
  Drifted(NodeClass.drifted, "something changed a setting, and it is not put back"),
  Unsupported(NodeClass.incomplete, "the kernel, a driver or a device lacks what is asked for"),
  Unresolved(NodeClass.incomplete, "what is asked for comes to nothing on the node"),
  Immutable(NodeClass.incomplete, "the kernel refuses a setting for good"),
  Conflict(NodeClass.incomplete, "tunings or rules disagree on a setting");

  private final NodeClass nodeClass;
  private final String words;

  NodeReason(NodeClass nodeClass, String words) {
    this.nodeClass = nodeClass;
    this.words = words;
  }

  /** The class that a node with this reason is in. */
  NodeClass nodeClass() {
    return nodeClass;
  }

  /** The reason for people, to be put after the node's name. */
  String words() {
    return words;
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
