package io.nodenettuning.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.operator.fleet.Report;
import io.nodenettuning.operator.fleet.StateView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When it is told that a setting is contended, and when that is only more of the same. */
class ContentionIncidentTest {
  private static final String FOUGHT =
      "put back 3 times within 10 minutes and changed again, last by tuned (tuned.service)";

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final ContentionIncidents incidents = new ContentionIncidents(() -> now);

  @Test
  void nodeSettingValuesAndWriterAreNamed() {
    assertThat(begun(contended("rps:eth0/rx-0", now)))
        .containsExactly(
            new Occurrence(
                EventReason.Contended,
                "w1: rps:eth0/rx-0 should be 3, is 0: " + FOUGHT,
                "w1 rps:eth0/rx-0 2026-11-22T12:00:00Z",
                "w1"));
  }

  @Test
  void settingThatStaysContendedIsToldOnceHoweverLong() {
    Instant since = now;
    assertThat(begun(contended("rps:eth0/rx-0", since))).hasSize(1);
    for (int hour = 1; hour < 5; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(begun(contended("rps:eth0/rx-0", since))).as("hour %d", hour).isEmpty();
    }
  }

  @Test
  void tryAfterABackOffThatIsFoughtAgainIsTheSameIncident() {
    assertThat(begun(contended("rps:eth0/rx-0", now))).hasSize(1);
    now = now.plus(Duration.ofMinutes(20));
    assertThat(begun()).isEmpty();
    now = now.plusSeconds(1);

    assertThat(begun(contended("rps:eth0/rx-0", now))).isEmpty();
  }

  @Test
  void settingThatWasOutOfDisputeBeginsANewIncident() {
    assertThat(begun(contended("rps:eth0/rx-0", now))).hasSize(1);
    assertThat(begun()).isEmpty();
    now = now.plus(DriftIncidents.QUIET).plusSeconds(1);

    assertThat(begun(contended("rps:eth0/rx-0", now))).hasSize(1);
  }

  @Test
  void settingsOfOneNodeThatBeginTogetherAreOneOccurrence() {
    List<Occurrence> begun =
        begun(
            contended("rps:eth0/rx-0", now),
            contended("rps:eth0/rx-1", now),
            new SettingState(
                "rps:eth0/rx-2", "core", null, Outcome.Contended, null, null, null, null, "" + now),
            state("rps:eth0/rx-3", Outcome.Failed, "" + now));

    assertThat(begun).hasSize(1);
    assertThat(begun.getFirst().note()).endsWith(FOUGHT + "; 1 more settings of this node");
  }

  @Test
  void oldDisputesAreHistoryToANewLeaderAlsoLater() {
    Instant since = now.minus(DriftIncidents.FRESH).minusSeconds(1);
    assertThat(begun(contended("rps:eth0/rx-0", since))).isEmpty();
    now = now.plusSeconds(60);

    assertThat(begun(contended("rps:eth0/rx-0", now))).isEmpty();
  }

  @Test
  void disputeWithoutAProperTimeIsNotTold() {
    assertThat(begun(state("rps:eth0/rx-0", Outcome.Contended, "yesterday"))).isEmpty();
  }

  private List<Occurrence> begun(SettingState... settings) {
    Report report = new Report("n-1", "b-1", 1L, List.of(), List.of(settings), List.of());
    return incidents.begun(
        "edge", List.of(new StateView("w1", "s-1", "1", 1, false, "n-1", true, List.of(), report)));
  }

  private static SettingState contended(String id, Instant since) {
    return state(id, Outcome.Contended, since.toString());
  }

  private static SettingState state(String id, Outcome outcome, String since) {
    return new SettingState(id, "edge", "uplink", outcome, "3", "3", "0", FOUGHT, since);
  }
}
