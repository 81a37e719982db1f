package io.nodenettuning.operator.handout;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.NodeView;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import io.nodenettuning.operator.handout.Decision.Situation;
import io.nodenettuning.operator.handout.Offer.Disposition;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done to the state of a node, from all that is known. */
class DecisionTest {
  private static final Disposition NEW = new Disposition.HandOut("edge-2");
  private static final Disposition FREEZE = new Disposition.Freeze();
  private static final Disposition WITHDRAW = new Disposition.Withdraw();
  private static final AssignedTuning OLD_ENTRY = new AssignedTuning("u-edge", "edge", "edge-1", 0);
  private static final AssignedTuning NEW_ENTRY = new AssignedTuning("u-edge", "edge", "edge-2", 0);

  @Test
  void selectedNodeWithoutStateGetsOne() {
    assertThat(Decision.on(situation(node("edge"), true, null, edge(NEW))))
        .isEqualTo(new Decision.Create(node("edge"), List.of(NEW_ENTRY)));
  }

  @Test
  void nodeThatNothingSelectsGetsAnEmptyStateSoThatItCanBeToldToLetGo() {
    assertThat(Decision.on(situation(node("core"), true, null, edge(NEW))))
        .isEqualTo(new Decision.Create(node("core"), List.of()));
  }

  @Test
  void nodeThatCannotHaveADaemonGetsNothing() {
    assertThat(Decision.on(situation(node("edge"), false, null, edge(NEW))))
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void nodeThatHadADaemonKeepsWhatItHasButGetsNothingNew() {
    assertThat(Decision.on(situation(node("edge"), false, state(OLD_ENTRY), edge(NEW))))
        .isInstanceOf(Decision.Leave.class);
    assertThat(Decision.on(situation(node("edge"), false, state(OLD_ENTRY), edge(WITHDRAW))))
        .isEqualTo(new Decision.Update(state(OLD_ENTRY), List.of()));
  }

  @Test
  void newRevisionReplacesTheOldOne() {
    assertThat(Decision.on(situation(node("edge"), true, state(OLD_ENTRY), edge(NEW))))
        .isEqualTo(new Decision.Update(state(OLD_ENTRY), List.of(NEW_ENTRY)));
  }

  @Test
  void whatIsAsItShouldBeIsLeft() {
    assertThat(Decision.on(situation(node("edge"), true, state(NEW_ENTRY), edge(NEW))))
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void orderAloneIsNoChange() {
    AssignedTuning other = new AssignedTuning("u-core", "core", "core-1", 0);
    Offer core =
        new Offer(
            "u-core", "core", 0, new LabelSelector(null, null), new Disposition.HandOut("core-1"));

    assertThat(Decision.on(situation(node("edge"), true, state(NEW_ENTRY, other), edge(NEW), core)))
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void nodeThatIsNoLongerSelectedLosesTheTuning() {
    assertThat(Decision.on(situation(node("core"), true, state(OLD_ENTRY), edge(NEW))))
        .isEqualTo(new Decision.Update(state(OLD_ENTRY), List.of()));
  }

  @Test
  void frozenTuningStaysWhereItIsWhateverTheLabels() {
    assertThat(Decision.on(situation(node("edge"), true, state(OLD_ENTRY), edge(FREEZE))))
        .isInstanceOf(Decision.Leave.class);
    assertThat(Decision.on(situation(node("core"), true, state(OLD_ENTRY), edge(FREEZE))))
        .isInstanceOf(Decision.Leave.class);
    assertThat(Decision.on(situation(node("edge"), true, state(), edge(FREEZE))))
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void withdrawnAndUnknownTuningsAreTakenAway() {
    assertThat(Decision.on(situation(node("edge"), true, state(OLD_ENTRY), edge(WITHDRAW))))
        .isEqualTo(new Decision.Update(state(OLD_ENTRY), List.of()));
    assertThat(Decision.on(situation(node("edge"), true, state(OLD_ENTRY))))
        .isEqualTo(new Decision.Update(state(OLD_ENTRY), List.of()));
  }

  @Test
  void stateOfAnotherNodeOfTheSameNameIsDeleted() {
    StateView foreign =
        new StateView("w1", "s", "7", 1, false, "n-old", true, List.of(OLD_ENTRY), null);

    assertThat(Decision.on(situation(node("edge"), true, foreign, edge(NEW))))
        .isEqualTo(new Decision.Delete(foreign));
  }

  @Test
  void stateThatIsOnItsWayOutAndStateOfNoNodeAreLeft() {
    StateView going = new StateView("w1", "s", "7", 1, true, "n-1", true, List.of(), null);

    assertThat(Decision.on(situation(node("edge"), true, going, edge(NEW))))
        .isInstanceOf(Decision.Leave.class);
    assertThat(
            Decision.on(
                new Situation(null, false, state(OLD_ENTRY), List.of(), List.of(edge(NEW)))))
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void frozenTuningOfAStateThatWasDeletedComesBackWithIt() {
    Situation situation =
        new Situation(node("edge"), true, null, List.of(OLD_ENTRY), List.of(edge(FREEZE)));

    assertThat(Decision.on(situation))
        .isEqualTo(new Decision.Create(node("edge"), List.of(OLD_ENTRY)));
  }

  @Test
  void nodeIsAskedWhatItHasWhereThatDecidesAndNobodyKnows() {
    assertThat(Decision.on(unknown(node("edge"), true, null, edge(FREEZE))))
        .isEqualTo(new Decision.Ask(node("edge")));
    assertThat(Decision.on(unknown(node("edge"), true, null, edge(NEW))))
        .isEqualTo(new Decision.Create(node("edge"), List.of(NEW_ENTRY)));
    assertThat(Decision.on(unknown(node("edge"), true, null)))
        .isEqualTo(new Decision.Create(node("edge"), List.of()));
  }

  @Test
  void frozenTuningIsHandedOutAsTheNodeSaysThatItHasIt() {
    AssignedTuning held = new AssignedTuning("u-edge", "edge", "edge-1", 9);

    assertThat(Decision.on(unknown(node("edge"), true, undecided(null), edge(FREEZE))))
        .isInstanceOf(Decision.Leave.class);
    assertThat(
            Decision.on(unknown(node("edge"), true, undecided(says(6, OLD_ENTRY)), edge(FREEZE))))
        .as("answers to an earlier spec")
        .isInstanceOf(Decision.Leave.class);
    assertThat(Decision.on(unknown(node("edge"), true, undecided(says(7, held)), edge(FREEZE))))
        .isEqualTo(new Decision.Update(undecided(says(7, held)), List.of(held)));
    assertThat(Decision.on(unknown(node("edge"), true, undecided(says(7)), edge(FREEZE))))
        .isEqualTo(new Decision.Update(undecided(says(7)), List.of()));
  }

  @Test
  void nodeThatWasAskedNeedNotAnswerOnceItDoesNotMatter() {
    assertThat(Decision.on(unknown(node("edge"), true, undecided(null), edge(NEW))))
        .isEqualTo(new Decision.Update(undecided(null), List.of(NEW_ENTRY)));
    assertThat(Decision.on(unknown(node("edge"), true, undecided(null), edge(WITHDRAW))))
        .isEqualTo(new Decision.Update(undecided(null), List.of()));
    assertThat(Decision.on(unknown(node("edge"), false, undecided(null), edge(NEW))))
        .as("it had a daemon, and keeps what it has")
        .isInstanceOf(Decision.Leave.class);
  }

  private static Situation unknown(
      NodeView node, boolean eligible, @Nullable StateView state, Offer... offers) {
    return new Situation(node, eligible, state, null, List.of(offers));
  }

  private static StateView undecided(@Nullable Report report) {
    return new StateView("w1", "s-1", "9", 7, false, "n-1", false, List.of(), report);
  }

  private static Report says(long generation, AssignedTuning... held) {
    return new Report(
        "n-1",
        "b-1",
        generation,
        Stream.of(held)
            .map(entry ->
                new TuningState(
                    entry.uid(),
                    entry.name(),
                    entry.revision(),
                    entry.priority(),
                    NodeClass.ready,
                    null,
                    null,
                    null,
                    null))
            .toList(),
        List.of(),
        List.of());
  }

  @Test
  void whoWinsComesFirstAndANodeHoldsNoMoreThanTheSchemaAllows() {
    List<Offer> offers =
        IntStream.rangeClosed(0, Limits.TUNINGS)
            .mapToObj(i ->
                new Offer(
                    "u-" + i,
                    "t-" + i,
                    i,
                    new LabelSelector(null, null),
                    new Disposition.HandOut("r-" + i)))
            .toList();

    Decision decision = Decision.on(new Situation(node("edge"), true, null, List.of(), offers));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Create.class,
            create -> {
              assertThat(create.tunings()).hasSize(Limits.TUNINGS);
              assertThat(create.tunings().getFirst().priority()).isEqualTo(Limits.TUNINGS);
              assertThat(create.tunings().getLast().priority()).isEqualTo(1);
            });
  }

  private static Situation situation(
      NodeView node, boolean eligible, @Nullable StateView state, Offer... offers) {
    return new Situation(node, eligible, state, List.of(), List.of(offers));
  }

  private static Offer edge(Disposition disposition) {
    return new Offer(
        "u-edge", "edge", 0, new LabelSelector(Map.of("pool", "edge"), null), disposition);
  }

  private static NodeView node(String pool) {
    return new NodeView("w1", "n-1", "b-1", "linux", true, Map.of("pool", pool), List.of());
  }

  private static StateView state(AssignedTuning... tunings) {
    return new StateView("w1", "s-1", "7", 1, false, "n-1", true, List.of(tunings), null);
  }
}
