package io.nodenettuning.daemon.cluster.status;

/**
 * Something about a node that is worth knowing while it holds, and does not make it less ready.
 *
 * @param kind what it is
 * @param message a sentence for people
 */
public record Warning(Kind kind, String message) {

  /** What to warn of; the name is the type of the condition. */
  public enum Kind {
    /** irqbalance moves interrupts that a tuning steers. */
    IrqbalanceRunning,
    /** Some changes of others are found by looking, up to minutes late, or not named. */
    DriftEventsMissing,
    /** The daemon's token does not tell the Node's uid, so that of the object was believed. */
    NodeUidUnverified,
    /** The object was gone for a while; the node kept what it last knew. */
    ObjectReturned,
    /** The spec is not on disk: a boot without API server would tune nothing. */
    SpecNotStored
  }
}
