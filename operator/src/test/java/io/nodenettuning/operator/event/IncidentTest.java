package io.nodenettuning.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Drift;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When drifts are told, and when they are only more of the same. */
class IncidentTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final DriftIncidents incidents = new DriftIncidents(() -> now);

  @Test
  void settingThatKeepsDriftingIsToldOnce() {
    assertThat(begun(drift("rps:eth0/rx-0", 0))).hasSize(1);
    assertThat(begun(drift("rps:eth0/rx-0", 0))).isEmpty();
    for (int minute = 1; minute < 40; minute++) {
      now = now.plusSeconds(60);
      assertThat(begun(drift("rps:eth0/rx-0", 0))).as("minute %d", minute).isEmpty();
    }
  }

  @Test
  void settingThatWasLeftAloneBeginsANewIncident() {
    assertThat(begun(drift("rps:eth0/rx-0", 0))).hasSize(1);
    now = now.plus(DriftIncidents.QUIET).plusSeconds(1);

    assertThat(begun(drift("rps:eth0/rx-0", 0))).hasSize(1);
  }

  @Test
  void settingsOfOneNodeThatBeginTogetherAreOneOccurrence() {
    List<Occurrence> begun =
        begun(
            drift("rps:eth0/rx-1", 1),
            drift("rps:eth0/rx-0", 2),
            new Drift("rps:eth0/rx-2", "core", null, null, now.toString(), true, null));

    assertThat(begun)
        .containsExactly(
            new Occurrence(
                EventReason.Drifted,
                "w1: rps:eth0/rx-0 was changed from 3 to 0, put back;"
                    + " 1 more settings of this node",
                "w1 rps:eth0/rx-0 2026-11-22T11:59:58Z",
                "w1"));
  }

  @Test
  void oldDriftsAreHistoryToANewLeader() {
    assertThat(begun(drift("rps:eth0/rx-0", DriftIncidents.FRESH.toSeconds() + 1))).isEmpty();
  }

  @Test
  void driftWithoutAProperTimeIsNotTold() {
    assertThat(begun(new Drift("rps:eth0/rx-0", "edge", "3", "0", "yesterday", true, null)))
        .isEmpty();
  }

  private List<Occurrence> begun(Drift... drifts) {
    Report report = new Report("n-1", "b-1", 1L, List.of(), List.of(), List.of(drifts));
    return incidents.begun(
        "edge", List.of(new StateView("w1", "s-1", "1", 1, false, "n-1", true, List.of(), report)));
  }

  private Drift drift(String id, long secondsAgo) {
    String at = now.minusSeconds(secondsAgo).toString();
    return new Drift(id, "edge", "3", "0", at, true, null);
  }
}
