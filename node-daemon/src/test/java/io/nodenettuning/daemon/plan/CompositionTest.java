package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several tunings, and several rules, that name the same settings. */
class CompositionTest extends PlanCase {
  @Test
  void theHigherPriorityWinsSettingBySetting() {
    List<PlannedSetting> rows =
        plan(
            tuning("base", 0, ETH0 + "rps: {cpus: {list: '0'}}, rfs: {flowCount: 64}}]"),
            tuning("special", 10, ETH0 + "rps: {cpus: {list: '1'}}}]"));

    assertThat(row(rows, "special", "rps:eth0/rx-0").outcome()).isEqualTo(Outcome.Planned);
    PlannedSetting beaten = row(rows, "base", "rps:eth0/rx-0");
    assertThat(beaten.outcome()).isEqualTo(Outcome.Overridden);
    assertThat(beaten.message()).isEqualTo("tuning special with priority 10 sets it");
    assertThat(row(rows, "base", "rfs:eth0/rx-0").outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void tuningsOfEqualPriorityThatDisagreeBothSaySoAndTheFirstNameWins() {
    Plan plan =
        look(
            tuning("b", ETH0 + "rps: {cpus: {list: '1'}}}]"),
            tuning("a", ETH0 + "rps: {cpus: {list: '0'}}}]"));

    assertThat(row(plan.settings(), "a", "rps:eth0/rx-0").outcome()).isEqualTo(Outcome.Conflict);
    assertThat(row(plan.settings(), "a", "rps:eth0/rx-0").message()).contains("tuning b");
    assertThat(row(plan.settings(), "b", "rps:eth0/rx-0").message()).contains("tuning a");
    assertThat(plan.steps()).hasSize(4).allMatch(step -> step.value().text().equals("0"));
  }

  @Test
  void tuningsThatAgreeDoNotConflict() {
    List<PlannedSetting> rows =
        plan(
            tuning("a", ETH0 + "rps: {cpus: {list: 0-3}}}]"),
            tuning("b", ETH0 + "rps: {cpus: {mask: f}}}]"));

    assertThat(rows).hasSize(8).allMatch(row -> row.outcome() == Outcome.Planned);
  }

  @Test
  void twoRulesOfOneTuningThatDisagreeWinNothing() {
    Plan plan =
        look(
            tuning(
                "t",
                "interfaces: [{name: a, match: {names: [eth0]}, rps: {cpus: {list: '0'}}},"
                    + " {name: b, match: {drivers: [virtio_net]}, rps: {cpus: {list: '1'}}}]"));

    assertThat(plan.settings()).allMatch(row -> row.outcome() == Outcome.Conflict);
    assertThat(plan.settings().getFirst().message()).contains("a and b");
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void anAuditTuningNeverWritesAndNeverShadows() {
    Plan plan =
        look(
            tuning("audit", 100, "{mode: Audit, " + ETH0 + "rps: {cpus: {list: '1'}}}]}"),
            tuning("real", 0, ETH0 + "rps: {cpus: {list: '0'}}}]"));

    assertThat(row(plan.settings(), "audit", "rps:eth0/rx-0").outcome()).isEqualTo(Outcome.Planned);
    assertThat(plan.steps()).hasSize(4).allMatch(step -> step.value().text().equals("0"));
  }
}
