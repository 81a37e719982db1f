package io.nodenettuning.operator.event;

/** What an admin would want told. The names are the events' reasons. */
public enum EventReason {
  /** A revision is on all nodes. */
  Applied(true, "Apply"),
  /** All nodes let go of a deleted tuning. */
  Released(true, "Release"),
  /** Something else changed settings. */
  Drifted(false, "Watch"),
  /** Something else keeps changing a setting, which is left alone for a while. */
  Contended(false, "Watch"),
  /** Settings fail on nodes, or cannot be had there. */
  Degraded(false, "Apply"),
  /** A spec is not understood. */
  NotUnderstood(false, "Accept"),
  /** Tunings or rules disagree. */
  Conflicting(false, "Apply"),
  /** A rule matches nothing. */
  Unmatched(false, "Apply");

  private final boolean good;
  private final String action;

  EventReason(boolean good, String action) {
    this.good = good;
    this.action = action;
  }

  /** The event's type as Kubernetes has it. */
  String type() {
    return good ? "Normal" : "Warning";
  }

  /** What was being done. */
  String action() {
    return action;
  }
}
