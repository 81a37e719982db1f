package io.nodenettuning.operator.status;

import io.nodenettuning.api.NodeClass;
import org.jspecify.annotations.Nullable;

/** Why a condition is what it is: a word for programs, a sentence for people. */
public enum ConditionReason {
  /** Ready. */
  AllNodesReady("As wished on %s"),
  /** Ready, in Audit. */
  PlansReported("What would be written is reported by %s"),
  /** Ready, of nothing. */
  NoNodes("No node that can run the daemon matches the nodeSelector"),
  /** The spec is not understood. */
  NotUnderstood("Not handed out, since not understood by this version of the operator"),
  /** Being deleted. */
  Releasing("Being deleted; waiting for %s to let go"),
  /** Paused before it was on all nodes. */
  Paused("Paused while the newest revision is on %s"),
  /** Nodes have something to do. */
  NodesPending("Waiting for %s", NodeClass.pending),
  /** Nothing trustworthy is known of some nodes. */
  NodesUnknown("No report that counts from %s", NodeClass.unknown),
  /** Not one node is there. */
  NodesUnavailable("Not ready themselves are %s", NodeClass.unavailable),
  /** Some nodes fail. */
  NodesFailing("Settings fail on %s", NodeClass.failing),
  /** Some nodes drifted. */
  NodesDrifted(
      "Settings were changed by something else and are not put back on %s", NodeClass.drifted),
  /** Some nodes cannot do all. */
  NodesIncomplete("Not all that is asked for can be had on %s", NodeClass.incomplete),
  /** Tunings or rules disagree. */
  SettingsConflict("Tunings of the same priority, or rules of this one, disagree on %s"),
  /** A rule matches nothing. */
  RulesUnmatched("Rules match nothing on any node, %s reporting");

  private final String sentence;
  private final @Nullable NodeClass nodeClass;

  ConditionReason(String sentence) {
    this(sentence, null);
  }

  ConditionReason(String sentence, @Nullable NodeClass nodeClass) {
    this.sentence = sentence;
    this.nodeClass = nodeClass;
  }

  /** Whether it is the nodes of this class that give the reason. */
  boolean isAbout(NodeClass other) {
    return nodeClass == other;
  }

  /**
   * The reason for people.
   *
   * @param nodes which nodes it is about, as in {@code 1 of 12 nodes}
   */
  String sentence(String nodes) {
    return sentence.formatted(nodes);
  }
}
