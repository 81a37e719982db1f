package io.nodenettuning.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.Condition.Status;
import io.nodenettuning.api.NodeNetTuningStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes of a status that are told, and those that are not. */
class StatusChangesTest {
  private static final NodeNetTuningStatus NONE = status(null);
  private static final NodeNetTuningStatus READY =
      status("edge-1", condition("Ready", Status.True, "AllNodesReady"));
  private static final NodeNetTuningStatus WAITING =
      status("edge-1", condition("Ready", Status.False, "NodesUnknown"));
  private static final NodeNetTuningStatus FAILING =
      status(
          "edge-1",
          condition("Ready", Status.False, "NodesFailing"),
          condition("Stalled", Status.True, "NodesFailing"));

  @Test
  void revisionThatIsOnAllNodesIsTold() {
    assertThat(told(NONE, READY)).containsExactly("Applied: Revision edge-1: Ready message");
    assertThat(told(READY, status("edge-2", READY.conditions())))
        .containsExactly("Applied: Revision edge-2: Ready message");
  }

  @Test
  void waitingForANodeIsNotToldNorThatItIsOver() {
    assertThat(told(READY, WAITING)).isEmpty();
    assertThat(told(WAITING, READY)).isEmpty();
    assertThat(told(READY, READY)).isEmpty();
  }

  @Test
  void failureIsToldWhenItBeginsAndWhenItIsOver() {
    assertThat(told(READY, FAILING)).containsExactly("Degraded: Ready message");
    assertThat(told(FAILING, FAILING)).isEmpty();
    assertThat(told(FAILING, READY)).containsExactly("Applied: Revision edge-1: Ready message");
  }

  @Test
  void conditionsAreToldWhenTheyBegin() {
    NodeNetTuningStatus odd =
        status(
            "edge-1",
            condition("Ready", Status.False, "NotUnderstood"),
            condition("Accepted", Status.False, "NotUnderstood"),
            condition("Conflicting", Status.True, "SettingsConflict"),
            condition("Unmatched", Status.True, "RulesUnmatched"));

    assertThat(told(READY, odd))
        .containsExactly(
            "NotUnderstood: Accepted message",
            "Conflicting: Conflicting message",
            "Unmatched: Unmatched message");
    assertThat(told(odd, odd)).isEmpty();
  }

  @Test
  void sameChangeIsTheSameIncidentWhoeverTellsIt() {
    assertThat(StatusChanges.between(NONE, READY)).isEqualTo(StatusChanges.between(NONE, READY));
  }

  private static List<String> told(NodeNetTuningStatus before, NodeNetTuningStatus after) {
    return StatusChanges.between(before, after).stream()
        .map(occurrence -> occurrence.reason() + ": " + occurrence.note())
        .toList();
  }

  private static NodeNetTuningStatus status(@Nullable String revision, Condition... conditions) {
    return status(revision, List.of(conditions));
  }

  private static NodeNetTuningStatus status(
      @Nullable String revision, @Nullable List<Condition> conditions) {
    return new NodeNetTuningStatus(
        1L, revision, revision, null, null, null, null, null, conditions);
  }

  private static Condition condition(String type, Status status, String reason) {
    return new Condition(type, status, 1L, "2026-11-22T12:00:00Z", reason, type + " message");
  }
}
