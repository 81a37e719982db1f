package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules come to on a node, setting by setting. */
class PlanTest extends PlanCase {
  @Test
  void everyReceiveQueueGetsTheOnlineCpusThatAreNotIsolated() {
    List<PlannedSetting> rows = plan(tuning("t", ETH0 + "rps: {cpus: {}}}]"));

    assertThat(rows)
        .extracting(PlannedSetting::id)
        .containsExactly("rps:eth0/rx-0", "rps:eth0/rx-1", "rps:eth0/rx-2", "rps:eth0/rx-3");
    assertThat(rows.getFirst().desired()).isEqualTo("0-5");
    assertThat(rows.getFirst().observed()).isEqualTo("none");
    assertThat(rows.getFirst().outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void whatIsAlreadyAsWishedIsNotWritten() {
    node.file(FolderNode.rps("eth0", 1), "3f");

    Plan plan = look(tuning("t", ETH0 + "rps: {cpus: {list: 0-5}}}]"));

    assertThat(row(plan.settings(), "t", "rps:eth0/rx-1").outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(plan.steps()).hasSize(3).noneMatch(step -> step.setting().id().endsWith("rx-1"));
  }

  @Test
  void queueInterruptsGetOneCpuEachCoresBeforeSiblings() {
    List<PlannedSetting> rows = plan(tuning("t", ETH0 + "irqAffinity: {}}]"));

    assertThat(rows).extracting(PlannedSetting::desired).containsExactly("0", "2", "4", "1");
  }

  @Test
  void anExceptionNamesAQueuesOwnCpus() {
    List<PlannedSetting> rows =
        plan(
            tuning(
                "t",
                ETH0
                    + "irqAffinity: {cpus: {list: '1'}, queues: [{role: rx, queue: 2, cpus: {list:"
                    + " 4-5}}, {role: tx, queue: 0, cpus: {}}]}}]"));

    assertThat(row(rows, "t", "irqAffinity:eth0/rx-0").desired()).isEqualTo("1");
    assertThat(row(rows, "t", "irqAffinity:eth0/rx-2").desired()).isEqualTo("4-5");
    PlannedSetting unknown = row(rows, "t", "irqAffinity:eth0/tx-0");
    assertThat(unknown.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(unknown.message())
        .isEqualTo("eth0 has no interrupt for queue tx-0 alone; it has rx-0, rx-1, rx-2, rx-3");
  }

  @Test
  void aVirtualDeviceHasNoInterrupts() {
    List<PlannedSetting> rows =
        plan(tuning("t", "interfaces: [{name: a, match: {names: [veth0]}, irqAffinity: {}}]"));

    assertThat(rows).allMatch(row -> row.outcome() == Outcome.Unsupported);
    assertThat(rows.getFirst().message()).contains("virtual device");
  }

  @Test
  void unsupportedDoesNotCountWhereItIsToBeIgnored() {
    List<PlannedSetting> rows =
        plan(
            tuning(
                "t",
                "interfaces: [{name: a, match: {names: [veth0]}, irqAffinity: {}, ifUnsupported:"
                    + " Ignore}]"));

    assertThat(rows).isNotEmpty().noneMatch(PlannedSetting::counts);
  }

  @Test
  void theKernelRoundsTableSizesUp() {
    List<PlannedSetting> rows =
        plan(tuning("t", "{rpsSockFlowEntries: 30000, " + ETH0 + "rfs: {flowCount: Auto}}]}"));

    PlannedSetting table = row(rows, "t", "sysctl:net.core.rps_sock_flow_entries");
    assertThat(table.desired()).isEqualTo("30000");
    assertThat(table.expected()).isEqualTo("32768");
    assertThat(row(rows, "t", "rfs:eth0/rx-0").desired()).isEqualTo("8192");
    assertThat(rows.getFirst().id()).as("the table comes before the counts").startsWith("sysctl:");
  }

  @Test
  void automaticFlowCountsNeedATable() {
    PlannedSetting row = plan(tuning("t", ETH0 + "rfs: {flowCount: Auto}}]")).getFirst();

    assertThat(row.outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(row.message()).contains("rpsSockFlowEntries");
  }

  @Test
  void anEmptyCpuSetIsNeverWritten() {
    Plan plan = look(tuning("t", ETH0 + "rps: {cpus: {list: 6-7}}}]"));

    assertThat(plan.settings()).allMatch(row -> row.outcome() == Outcome.Unresolved);
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void isolatedCpusThatTheKernelStripsArePredicted() {
    PlannedSetting row =
        plan(tuning("t", ETH0 + "rps: {cpus: {list: 5-7, isolated: Include}}}]")).getFirst();

    assertThat(row.desired()).isEqualTo("5-7");
    assertThat(row.expected()).isEqualTo("5");
    assertThat(row.message()).contains("6-7");
  }

  @Test
  void rpsCanBeTurnedOff() {
    node.file(FolderNode.rps("eth0", 0), "ff");

    PlannedSetting row = plan(tuning("t", ETH0 + "rps: {mode: Disabled}}]")).getFirst();

    assertThat(row.desired()).isEqualTo("none");
    assertThat(row.outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void aGovernorChangesThePolicyAndSaysWhomElse() {
    List<PlannedSetting> rows =
        plan(tuning("t", "cpuPower: [{name: dp, cpus: {list: '3-4'}, governor: performance}]"));

    assertThat(rows)
        .extracting(PlannedSetting::id)
        .containsExactly("governor:policy2", "governor:policy4");
    assertThat(rows.getFirst().message()).contains("changes 2 too");
  }

  @Test
  void aGovernorThatThePolicyLacksIsUnsupported() {
    PlannedSetting row =
        plan(tuning("t", "cpuPower: [{name: dp, cpus: {list: '0'}, governor: ondemand}]"))
            .getFirst();

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(row.message()).contains("ondemand").contains("performance, powersave");
  }

  @Test
  void anAliasStandsForWhatTheDeviceHasOfIt() {
    List<PlannedSetting> rows =
        plan(tuning("t", ETH0 + "offloads: {tso: false, tx-tcp6-segmentation: true}}]"));

    assertThat(row(rows, "t", "offload:eth0/tx-tcp-segmentation").outcome())
        .isEqualTo(Outcome.Planned);
    assertThat(row(rows, "t", "offload:eth0/tx-tcp6-segmentation").outcome())
        .as("an explicit feature beats the alias")
        .isEqualTo(Outcome.AlreadySet);
    assertThat(rows).noneMatch(row -> row.outcome() == Outcome.Unsupported);
  }

  @Test
  void aFixedFeatureIsImmutableUnlessItIsAsWished() {
    List<PlannedSetting> rows =
        plan(tuning("t", ETH0 + "offloads: {lro: true, tx-lockless: true, tx-nonsense: true}}]"));

    assertThat(row(rows, "t", "offload:eth0/rx-lro").outcome()).isEqualTo(Outcome.Immutable);
    assertThat(row(rows, "t", "offload:eth0/tx-lockless").outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(row(rows, "t", "offload:eth0/tx-nonsense").outcome()).isEqualTo(Outcome.Unsupported);
  }

  @Test
  void aSysctlThatIsNotOnTheListNeverBecomesAPath() {
    Plan plan = look(tuning("t", "sysctls: {../../kernel.panic: 1, net.core.netdev_budget: 600}"));

    assertThat(row(plan.settings(), "t", "sysctl:../../kernel.panic").outcome())
        .isEqualTo(Outcome.Unresolved);
    assertThat(plan.steps())
        .extracting(step -> step.setting().id())
        .containsExactly("sysctl:net.core.netdev_budget");
  }
}
