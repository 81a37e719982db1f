package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/**
 * How a node stands to a tuning: classes are disjoint, the worst wins. Ordered from good to bad.
 */
public enum NodeClass {
  @Doc("every setting is as wished")
  ready,
  @Doc("something cannot be had on this node")
  incomplete,
  @Doc("something else changed a setting and it is not put back")
  drifted,
  @Doc("the kernel refuses a setting, or a writer keeps changing it")
  failing,
  @Doc("the node has not done its part yet")
  pending,
  @Doc("the Node is not Ready")
  unavailable,
  @Doc("there is no report that counts")
  unknown
}
