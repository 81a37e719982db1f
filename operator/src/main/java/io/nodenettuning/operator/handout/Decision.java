package io.nodenettuning.operator.handout;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Limits;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Selection;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.handout.Offer.Disposition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be done to the state of one node. */
public sealed interface Decision {

  /** It is as it should be. */
  record Leave() implements Decision {}

  /** There is none, and only the node knows what it has: made without tunings, so that it tells. */
  record Ask(NodeView node) implements Decision {}

  /** There is none: made with these tunings. */
  record Create(NodeView node, List<AssignedTuning> tunings) implements Decision {}

  /** It holds other tunings than these. */
  record Update(StateView state, List<AssignedTuning> tunings) implements Decision {}

  /** It was made for another node of the same name. */
  record Delete(StateView state) implements Decision {}

  /**
   * What there is to decide on.
   *
   * @param node the node, unless it is gone
   * @param eligible whether it can have a daemon
   * @param state its state, if there is one
   * @param remembered what a state of the same node held that was deleted behind our back; null
   *     when nobody here knows
   * @param offers all tunings; what no offer names does not exist
   */
  record Situation(
      @Nullable NodeView node,
      boolean eligible,
      @Nullable StateView state,
      @Nullable List<AssignedTuning> remembered,
      Collection<Offer> offers) {}

  /** Who wins comes first. */
  Comparator<AssignedTuning> BY_PRECEDENCE =
      Comparator.comparing(AssignedTuning::priority, Comparator.reverseOrder())
          .thenComparing(AssignedTuning::name)
          .thenComparing(AssignedTuning::uid);

  /**
   * Decides. A node that is gone is left alone: its state goes with it, and its absence releases
   * nothing. Every eligible node has a state, also when no tuning selects it: only an existing
   * state can tell a daemon to let go. What stays as it is can depend on what the node has; where
   * nobody here knows that, the node is asked. A node holds {@value Limits#TUNINGS} tunings at
   * most, those that win.
   */
  static Decision on(Situation situation) {
    NodeView node = situation.node();
    StateView state = situation.state();
    if (node == null || (state != null && state.deleting())) {
      return new Leave();
    }
    if (state != null && !node.uid().equals(state.nodeUid())) {
      return new Delete(state);
    }
    if (state == null) {
      return situation.eligible() ? onAbsent(situation, node) : new Leave();
    }
    if (!state.decided()) {
      return onUndecided(situation, node, state);
    }
    List<AssignedTuning> tunings = tunings(situation, node, state.tunings());
    return Set.copyOf(tunings).equals(Set.copyOf(state.tunings()))
        ? new Leave()
        : new Update(state, tunings);
  }

  private static Decision onAbsent(Situation situation, NodeView node) {
    List<AssignedTuning> held = situation.remembered();
    if (held != null) {
      return new Create(node, tunings(situation, node, held));
    }
    return dependsOnHeld(situation)
        ? new Ask(node)
        : new Create(node, tunings(situation, node, List.of()));
  }

  private static Decision onUndecided(Situation situation, NodeView node, StateView state) {
    if (!dependsOnHeld(situation)) {
      return new Update(state, tunings(situation, node, List.of()));
    }
    return state
        .told()
        .<Decision>map(held -> new Update(state, tunings(situation, node, held)))
        .orElseGet(Leave::new);
  }

  private static boolean dependsOnHeld(Situation situation) {
    return !situation.eligible()
        || situation.offers().stream()
            .anyMatch(offer -> offer.disposition() instanceof Disposition.Freeze);
  }

  private static List<AssignedTuning> tunings(
      Situation situation, NodeView node, List<AssignedTuning> held) {
    Map<String, AssignedTuning> heldByUid =
        held.stream()
            .collect(Collectors.toMap(AssignedTuning::uid, Function.identity(), (a, b) -> a));
    return situation.offers().stream()
        .map(offer -> entry(offer, node, situation.eligible(), heldByUid.get(offer.uid())))
        .flatMap(Stream::ofNullable)
        .sorted(BY_PRECEDENCE)
        .limit(Limits.TUNINGS)
        .toList();
  }

  private static @Nullable AssignedTuning entry(
      Offer offer, NodeView node, boolean eligible, @Nullable AssignedTuning held) {
    return switch (offer.disposition()) {
      case Disposition.Withdraw _ -> null;
      case Disposition.Freeze _ -> held;
      case Disposition.HandOut handOut -> {
        if (!Selection.matches(offer.selector(), node.labels())) {
          yield null;
        }
        yield eligible ? offer.entry(handOut.revision()) : held;
      }
    };
  }
}
