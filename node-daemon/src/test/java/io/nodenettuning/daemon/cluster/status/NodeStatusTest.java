package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeClass;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tunings and the node stand. */
class NodeStatusTest extends NodeStatusCase {
  @Test
  void saysWhomItIsAbout() {
    NodeNetTuningStateStatus status = told().tuning("edge").status();

    assertThat(status.nodeUID()).isEqualTo("node-1");
    assertThat(status.bootID()).isEqualTo("boot-1");
    assertThat(status.observedGeneration()).isEqualTo(7);
    assertThat(status.daemonVersion()).isEqualTo("0.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "AlreadySet, ready, True, AsWished",
    "Applied, ready, True, AsWished",
    "Constrained, ready, True, AsWished",
    "Overridden, ready, True, AsWished",
    "Conflict, incomplete, False, Incomplete",
    "Unresolved, incomplete, False, Incomplete",
    "Immutable, incomplete, False, Incomplete",
    "Unsupported, incomplete, False, Incomplete",
    "Drifted, drifted, False, Drifted",
    "RolledBack, failing, False, Failing",
    "Contended, failing, False, Failing",
    "Failed, failing, False, Failing",
    "Pending, pending, False, Pending",
    "Planned, pending, False, Pending"
  })
  void oneSettingDecidesHowATuningAndTheNodeStand(
      Outcome outcome, NodeClass nodeClass, Condition.Status ready, String reason) {
    NodeNetTuningStateStatus status =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Applied)
            .row("edge", "rps:eth0/rx-1", outcome)
            .status();

    assertThat(tuning(status).nodeClass()).isEqualTo(nodeClass);
    assertThat(ready(status))
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactly("Ready", ready, reason);
  }

  @Test
  void theWorstSettingIsNamedWithHowManyMoreThereAre() {
    NodeNetTuningStateStatus status =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Unsupported, "no such file", true)
            .row("edge", "rps:eth0/rx-1", Outcome.Failed, "EINVAL", true)
            .status();

    assertThat(tuning(status).message()).isEqualTo("rps:eth0/rx-1 Failed and 1 more: EINVAL");
    assertThat(ready(status).message())
        .isEqualTo("1 of 1 tunings not ready: edge: rps:eth0/rx-1 Failed and 1 more: EINVAL");
  }

  @Test
  void whatATuningIgnoresIsNotHeldAgainstIt() {
    NodeNetTuningStateStatus status =
        told()
            .tuning("edge")
            .row("edge", "offload:eth0/rx-lro", Outcome.Unsupported, "no such feature", false)
            .status();

    assertThat(tuning(status).nodeClass()).isEqualTo(NodeClass.ready);
    assertThat(status.settings()).isNull();
    assertThat(tuning(status).outcomes()).containsOnlyKeys(Outcome.Unsupported);
  }

  @Test
  void aRuleThatMatchesNothingHereIsListedAndIsNoFault() {
    NodeNetTuningStateStatus status = told().tuning("edge").unmatched("edge", "uplink").status();

    assertThat(tuning(status).unmatchedRules()).containsExactly("uplink");
    assertThat(tuning(status).nodeClass()).isEqualTo(NodeClass.ready);
    assertThat(tuning(status).outcomes()).isNull();
  }

  @Test
  void anAuditTuningIsReadyWithItsPlanTold() {
    NodeNetTuningStateStatus status =
        told().audit("edge").row("edge", "rps:eth0/rx-0", Outcome.Planned).status();

    assertThat(tuning(status).nodeClass()).isEqualTo(NodeClass.ready);
    assertThat(status.settings())
        .extracting(SettingState::id, SettingState::outcome, SettingState::desired)
        .containsExactly(tuple("rps:eth0/rx-0", Outcome.Planned, "1"));
  }

  @Test
  void whatHoldKeepsFromBeingWrittenIsPending() {
    NodeNetTuningStateStatus status =
        told().hold().tuning("edge").row("edge", "rps:eth0/rx-0", Outcome.Planned).status();

    assertThat(tuning(status).nodeClass()).isEqualTo(NodeClass.pending);
    assertThat(ready(status).reason()).isEqualTo("Held");
    assertThat(ready(status).message()).startsWith("nothing is written while hold is set");
  }

  @Test
  void aNodeWithoutTuningsIsReady() {
    assertThat(ready(told().status()))
        .extracting(Condition::status, Condition::reason)
        .containsExactly(Condition.Status.True, "NothingAssigned");
  }

  @Test
  void aTuningThatIsNotUnderstoodSaysWhichField() {
    NodeNetTuningStateStatus status =
        told()
            .tuning("edge", new NodeTuning.NotUnderstood("unknown field spec.xdp"), null)
            .status();

    assertThat(tuning(status).nodeClass()).isEqualTo(NodeClass.incomplete);
    assertThat(tuning(status).message())
        .isEqualTo("not understood by this daemon: unknown field spec.xdp");
  }

  @Test
  void aRevisionThatIsNotHereLeavesTheTuningPendingOnTheEarlierOne() {
    NodeNetTuningStateStatus status =
        told()
            .tuning("edge", new NodeTuning.NotUnderstood("x"), "revision edge-new is not there")
            .tuning("fresh", new NodeTuning.Awaited("y"), "revision fresh-new is not there")
            .status();

    assertThat(status.tunings())
        .extracting(TuningState::revision, TuningState::nodeClass, TuningState::message)
        .containsExactly(
            tuple("edge-0123456old", NodeClass.pending, "revision edge-new is not there"),
            tuple(null, NodeClass.pending, "revision fresh-new is not there"));
  }

  @Test
  void aSettingThatTwoTuningsNameCountsOnceAsItStands() {
    NodeNetTuningStateStatus status =
        told()
            .tuning("base")
            .tuning("edge")
            .row("base", "rps:eth0/rx-0", Outcome.Overridden)
            .row("edge", "rps:eth0/rx-0", Outcome.Applied)
            .status();

    assertThat(status.outcomes()).containsOnlyKeys(Outcome.Applied).containsValue(1);
    assertThat(status.tunings())
        .extracting(TuningState::outcomes)
        .containsExactly(Map.of(Outcome.Overridden, 1), Map.of(Outcome.Applied, 1));
  }

  @Test
  void theWorstSettingsComeFirstAndTheRestIsCounted() {
    ByHand told = told().tuning("edge");
    for (int queue = 0; queue < 40; queue++) {
      told.row("edge", "rps:eth0/rx-%02d".formatted(queue), Outcome.Unsupported);
    }
    NodeNetTuningStateStatus status =
        told.row("edge", "rfs:eth0/rx-0", Outcome.Failed)
            .row("edge", "governor:policy0", Outcome.Drifted)
            .status();

    assertThat(status.settings())
        .hasSize(32)
        .extracting(SettingState::id)
        .startsWith("rfs:eth0/rx-0", "governor:policy0", "rps:eth0/rx-00", "rps:eth0/rx-01");
    assertThat(status.settingsOmitted()).isEqualTo(10);
  }

  @Test
  void irqbalanceBesideSteeredInterruptsIsAWarningOnly() {
    NodeNetTuningStateStatus status = told().tuning("edge").irqbalance().status();

    assertThat(status.conditions())
        .extracting(Condition::type, Condition::status)
        .containsExactly(
            tuple("Ready", Condition.Status.True),
            tuple("IrqbalanceRunning", Condition.Status.True));
  }

  @Test
  void anOriginalThatDoesNotComeBackIsToldThoughNoTuningIsLeft() {
    NodeNetTuningStateStatus status =
        told().row("gone", "rps:eth0/rx-0", Outcome.Failed, "EIO", false).status();

    assertThat(ready(status))
        .extracting(Condition::reason, Condition::message)
        .containsExactly("NotRestored", "the original did not come back: rps:eth0/rx-0: EIO");
    assertThat(status.outcomes()).isNull();
    assertThat(status.settings()).hasSize(1);
  }
}
