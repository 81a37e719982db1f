package io.nodenettuning.operator.handout;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.LabelSelector;

/**
 * What is to be handed out of a tuning.
 *
 * @param uid uid of the tuning
 * @param name name of the tuning
 * @param priority the higher wins, setting by setting
 * @param selector which nodes it is for
 * @param disposition what nodes get of it
 */
public record Offer(
    String uid, String name, int priority, LabelSelector selector, Disposition disposition) {

  /** What nodes get of a tuning. */
  public sealed interface Disposition {

    /** Selected nodes get this revision; others lose the tuning. */
    record HandOut(String revision) implements Disposition {}

    /** Whoever has it keeps it as it is; nobody else gets it: paused, or not understood. */
    record Freeze() implements Disposition {}

    /** Nobody has it any more: the tuning is being deleted. */
    record Withdraw() implements Disposition {}
  }

  /** The entry of a node that gets this revision. */
  AssignedTuning entry(String revision) {
    return new AssignedTuning(uid, name, revision, priority);
  }
}
