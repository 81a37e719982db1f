package io.nodenettuning.operator.status;

/** The conditions of a tuning. Ready is always there; the others only while they hold. */
public enum ConditionType {
  /** The newest revision is on all eligible nodes, and all that are available are as wished. */
  Ready,
  /** The operator or nodes are at it; waiting helps. */
  Reconciling,
  /** Waiting does not help: somebody has to look. */
  Stalled,
  /** Only as False: the spec is not understood, and nothing of it is handed out. */
  Accepted,
  /** Something changed settings of nodes, and they are not put back. */
  Drifted,
  /** Another tuning of the same priority, or another rule, disagrees. */
  Conflicting,
  /** A rule matches nothing on any node. */
  Unmatched
}
