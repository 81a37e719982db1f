package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shape first, then steering on what there is then. */
class ShapeTest extends ShapeCase {
  @Test
  void whatDependsOnQueuesIsSetOnThoseThatThereAreThen() {
    Tuner.Tuned tuned =
        tune(tuning("channels: {combined: 2}, irqAffinity: {cpus: {list: 0-3}}, rps: {}"));

    assertThat(row(tuned.after(), "channels:eth0/combined").outcome()).isEqualTo(Outcome.Applied);
    assertThat(tuned.after())
        .filteredOn(row -> row.outcome() == Outcome.Applied)
        .extracting(PlannedSetting::id)
        .containsExactly(
            "channels:eth0/combined",
            "irqAffinity:eth0/rx-0",
            "irqAffinity:eth0/rx-1",
            "rps:eth0/rx-0",
            "rps:eth0/rx-1");
  }

  @Test
  void theSecondRunWritesNothing() {
    NodeTuning tuning =
        tuning("channels: {combined: 2}, irqAffinity: {cpus: {list: 0-3}}, rps: {}");
    tune(tuning);

    Tuner.Tuned again = tune(tuning);

    assertThat(again.steps()).isEmpty();
    assertThat(again.drifts()).isEmpty();
  }

  @Test
  void thePlanPredictsTheQueuesThatChannelsWillGive() {
    tune(tuning("channels: {combined: 2}"));

    List<NodeTuning> tunings =
        List.of(tuning("channels: {combined: Max}, rps: {cpus: {list: 0-1}}"));
    List<PlannedSetting> rows =
        Pass.look(kernel, facts.read(), tunings, Map.of(), false)
            .foreseen(kernel, tunings, Map.of());

    PlannedSetting row = row(rows, "rps:eth0/rx-3");
    assertThat(row.outcome()).isEqualTo(Outcome.Planned);
    assertThat(row.desired()).isEqualTo("0-1");
    assertThat(row.message()).isEqualTo("a prediction: its queue is not there yet");
  }

  @Test
  void whatAnAuditWouldTakeAwayIsNotLetGo() {
    NodeTuning steering = tuning("rps: {cpus: {list: 0-1}}");
    tune(steering);
    NodeTuning audit =
        Tunings.tuning(
            "audit",
            "mode: Audit\ninterfaces: [{name: a, match: {names: [eth0]}, channels: {combined: 2},"
                + " rps: {cpus: {list: 0-1}}}]");

    Tuner.Tuned tuned = tune(steering, audit);

    assertThat(tuned.steps()).isEmpty();
    assertThat(rps(3)).isEqualTo("3");
    List<PlannedSetting> rows = foreseen(tuned, steering, audit);
    assertThat(rows)
        .filteredOn(row -> row.tuning().equals("t"))
        .extracting(PlannedSetting::id)
        .contains("rps:eth0/rx-2", "rps:eth0/rx-3");
    assertThat(rows)
        .filteredOn(row -> row.tuning().equals("audit"))
        .extracting(PlannedSetting::id)
        .containsExactly("channels:eth0/combined", "rps:eth0/rx-0", "rps:eth0/rx-1");
  }

  @Test
  void channelsThatAreRefusedKeepNoQueueFromBeingSteered() {
    card.refusal = "queues are in use";

    NodeTuning tuning = tuning("channels: {combined: 2}, rps: {cpus: {list: 0-1}}");
    Tuner.Tuned tuned = tune(tuning);

    assertThat(row(tuned.after(), "channels:eth0/combined").outcome())
        .isEqualTo(Outcome.Unsupported);
    assertThat(row(tuned.after(), "rps:eth0/rx-3").outcome()).isEqualTo(Outcome.Applied);
    assertThat(foreseen(tune(tuning), tuning))
        .extracting(PlannedSetting::id)
        .contains("rps:eth0/rx-3");
    assertThat(rps(3)).isEqualTo("3");
  }

  @Test
  void channelsThatDriftedAndAreOnlyToldLetNothingGo() throws IOException {
    NodeTuning tuning =
        Tunings.tuning(
            "t",
            "driftPolicy: Report\ninterfaces: [{name: a, match: {names: [eth0]},"
                + " channels: {combined: 2}, rps: {cpus: {list: 0-1}}}]");
    tune(tuning);
    kernel.ethtool().setParameters("eth0", ParameterGroup.CHANNELS, Map.of("combined", 4L));

    tune(tuning);
    assertThat(rps(3)).isEqualTo("3");

    assertThat(tune(tuning).steps()).isEmpty();
    assertThat(rps(3)).isEqualTo("3");
  }
}
