package io.nodenettuning.api;

/**
 * How a node stands to a tuning: classes are disjoint, the worst wins. Ordered from good to bad.
 */
public enum NodeClass {
  /** Every setting is as wished. */
  ready,
  /** Something cannot be had on this node. */
  incomplete,
  /** Something was changed behind our back and is not put back. */
  drifted,
  /** Something fails. */
  failing,
  /** The node has not done its part yet. */
  pending,
  /** The node is not ready. */
  unavailable,
  /** Nothing trustworthy is known of it. */
  unknown
}
