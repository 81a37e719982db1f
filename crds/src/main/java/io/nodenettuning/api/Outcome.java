package io.nodenettuning.api;

/** What became of a setting. The order is that of badness, from good to bad. */
public enum Outcome {
  /** As wished before we came; not written. */
  AlreadySet(NodeClass.ready),
  /** Written and read back as expected. */
  Applied(NodeClass.ready),
  /** The kernel took it but keeps something else. */
  Constrained(NodeClass.ready),
  /** Another tuning with higher priority set this place. */
  Overridden(NodeClass.ready),
  /** Would be written: Audit, hold, or a plan. */
  Planned(NodeClass.ready),
  /** Tunings of equal priority, or two rules of one, disagree. */
  Conflict(NodeClass.incomplete),
  /** The tuning asks for something that comes to nothing on this node. */
  Unresolved(NodeClass.incomplete),
  /** It exists but the kernel refuses for good. */
  Immutable(NodeClass.incomplete),
  /** This kernel, driver or device has no such thing. */
  Unsupported(NodeClass.incomplete),
  /** Was as wished, is not now, and is not being corrected. */
  Drifted(NodeClass.drifted),
  /** Put back after a guarded change failed its probe. */
  RolledBack(NodeClass.failing),
  /** Put back again and again; left alone until back-off ends. */
  Contended(NodeClass.failing),
  /** The kernel refused; will be retried. */
  Failed(NodeClass.failing),
  /** Cannot be set yet. */
  Pending(NodeClass.pending);

  private final NodeClass nodeClass;

  Outcome(NodeClass nodeClass) {
    this.nodeClass = nodeClass;
  }

  /** The class that a node with such a setting falls into, unless another setting is worse. */
  public NodeClass nodeClass() {
    return nodeClass;
  }
}
