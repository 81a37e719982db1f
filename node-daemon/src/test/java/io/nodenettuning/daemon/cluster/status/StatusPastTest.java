package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Drift;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.SettingState;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.agent.Origin;
import io.nodenettuning.daemon.plan.FoundDrift;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Times and drifts of a status, which outlive a daemon. */
class StatusPastTest extends NodeStatusCase {
  @Test
  void aSettingKeepsTheTimeOfItsOutcomeAndATransitionTakesANewOne() {
    ByHand failed = told().tuning("edge").row("edge", "rps:eth0/rx-0", Outcome.Failed);
    Past past =
        Past.none()
            .seen(failed.report().settings(), ByHand.NOON)
            .told(Objects.requireNonNull(failed.status().conditions()));

    NodeNetTuningStateStatus later = failed.after(past).at(ByHand.NOON.plusSeconds(90));
    NodeNetTuningStateStatus other =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Drifted)
            .after(past)
            .at(ByHand.NOON.plusSeconds(90));
    NodeNetTuningStateStatus good =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Applied)
            .after(past)
            .at(ByHand.NOON.plusSeconds(90));

    assertThat(later).isEqualTo(failed.after(Past.none()).status());
    assertThat(other.settings())
        .extracting(SettingState::since)
        .containsExactly("2026-11-22T12:01:30Z");
    assertThat(ready(other).lastTransitionTime()).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(ready(good).lastTransitionTime()).isEqualTo("2026-11-22T12:01:30Z");
  }

  @Test
  void anotherDaemonGoesOnWithTheTimesAndDriftsOfTheOneBefore() {
    NodeNetTuningStateStatus before =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Failed)
            .drift(drift("rps:eth0/rx-0"))
            .status();

    NodeNetTuningStateStatus same =
        told()
            .tuning("edge")
            .row("edge", "rps:eth0/rx-0", Outcome.Failed)
            .after(Past.of(before, "boot-1"))
            .at(ByHand.NOON.plus(Duration.ofHours(3)));

    assertThat(same).isEqualTo(before);
  }

  @Test
  void driftsAreCountedByBootAndTheNewestAreTold() {
    ByHand told = told().tuning("edge");
    for (int i = 0; i < 7; i++) {
      told.drift(drift("rps:eth0/rx-" + i));
    }
    NodeNetTuningStateStatus before = told.status();
    ByHand after =
        told().tuning("edge").drift(drift("rfs:eth0/rx-0")).drift(drift("rfs:eth0/rx-1"));

    NodeNetTuningStateStatus sameBoot = after.after(Past.of(before, "boot-1")).status();
    NodeNetTuningStateStatus nextBoot = after.after(Past.of(before, "boot-0")).status();

    assertThat(sameBoot.driftsTotal()).isEqualTo(9);
    assertThat(nextBoot.driftsTotal()).isEqualTo(2);
    assertThat(sameBoot.drifts())
        .hasSize(8)
        .extracting(Drift::id)
        .startsWith("rfs:eth0/rx-0", "rfs:eth0/rx-1", "rps:eth0/rx-0")
        .doesNotContain("rps:eth0/rx-6");
  }

  @Test
  void driftsAreCountedByTuningToo() {
    ByHand told =
        told()
            .tuning("edge")
            .tuning("core")
            .tuning("quiet")
            .drift(drift("rps:eth0/rx-0"))
            .drift(drift("core", "rfs:eth0/rx-0"))
            .drift(drift("rps:eth0/rx-1"));
    NodeNetTuningStateStatus before = told.status();

    assertThat(before.tunings()).extracting(TuningState::driftsTotal).containsExactly(2L, 1L, null);
    assertThat(told.after(Past.of(before, "boot-1")).status().tunings())
        .extracting(TuningState::driftsTotal)
        .containsExactly(4L, 2L, null);
    assertThat(told.after(Past.of(before, "boot-0")).status().tunings())
        .extracting(TuningState::driftsTotal)
        .containsExactly(2L, 1L, null);
  }

  private static DriftEntry drift(String id) {
    return drift("edge", id);
  }

  private static DriftEntry drift(String tuning, String id) {
    return new DriftEntry(
        new FoundDrift(id, id, "", ByHand.uid(tuning), tuning, "1", "0", true),
        ByHand.NOON,
        Origin.UNKNOWN);
  }
}
