package io.nodenettuning.operator.status;

/** Why a condition is what it is: a word for programs, a sentence for people. */
public enum ConditionReason {
  /** Ready. */
  AllNodesReady("Every node is as wished."),
  /** Ready, in Audit. */
  PlansReported("Every node has reported what it would write."),
  /** Ready, of nothing. */
  NoNodes("No node that can run the daemon matches the nodeSelector."),
  /** The spec is not understood. */
  NotUnderstood("The spec is not understood; nothing of it is handed out."),
  /** Being deleted. */
  Releasing("The tuning is being deleted; nodes are letting go of it."),
  /** Paused before it was on all nodes. */
  Paused("The tuning is paused before the newest revision is on all nodes."),
  /** Nodes have something to do. */
  NodesPending("Nodes have not done their part yet."),
  /** Nothing trustworthy is known of some nodes. */
  NodesUnknown("Nodes have no report that counts."),
  /** Not one node is there. */
  NodesUnavailable("No node is ready."),
  /** Some nodes fail. */
  NodesFailing("Settings fail on nodes."),
  /** Some nodes drifted. */
  NodesDrifted("Something changed settings on nodes, and they are not put back."),
  /** Some nodes cannot do all. */
  NodesIncomplete("Something that is asked for cannot be had on nodes."),
  /** Tunings or rules disagree. */
  SettingsConflict("Tunings of the same priority, or rules of this one, disagree on nodes."),
  /** A rule matches nothing. */
  RulesUnmatched("Rules match nothing on any node that reported.");

  private final String sentence;

  ConditionReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason for people. */
  public String sentence() {
    return sentence;
  }
}
