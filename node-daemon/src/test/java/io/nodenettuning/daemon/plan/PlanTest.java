package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String ETH0 = "interfaces: [{name: a, match: {names: [eth0]}, ";

  @TempDir private Path folder;
  private FolderNode node;

  @BeforeEach
  void makeNode() {
    node = new FolderNode(folder);
  }

  private List<PlannedSetting> plan(NodeTuning... tunings) {
    return look(tunings).settings();
  }

  private Plan look(NodeTuning... tunings) {
    return Pass.look(node.kernel(), node.facts(), List.of(tunings), Map.of(), false).plan();
  }

  private static PlannedSetting row(List<PlannedSetting> rows, String tuning, String id) {
    return rows.stream()
        .filter(row -> row.id().equals(id) && row.tuning().equals(tuning))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " not among " + rows));
  }

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

  @Test
  void aRuleWithoutAnInterfaceIsNamed() {
    Pass pass =
        Pass.look(
            node.kernel(),
            node.facts(),
            List.of(tuning("t", "interfaces: [{name: gone, match: {names: [eth9]}, rps: {}}]")),
            Map.of(),
            false);

    assertThat(pass.resolution().unmatchedRules()).containsEntry("uid-t", List.of("gone"));
    assertThat(pass.plan().settings()).isEmpty();
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

  @Test
  void aFileWithAnOddTextFailsAloneAndIsNotWritten() {
    node.file(FolderNode.rps("eth0", 1), "no mask");
    node.file("/sys/class/net/eth0/queues/rx-2/rps_flow_cnt", "");

    Plan plan = look(tuning("t", ETH0 + "rps: {cpus: {}}, rfs: {flowCount: 64}}]"));

    assertThat(row(plan.settings(), "t", "rps:eth0/rx-1").outcome()).isEqualTo(Outcome.Failed);
    assertThat(row(plan.settings(), "t", "rps:eth0/rx-1").message()).contains("\"no mask\"");
    assertThat(row(plan.settings(), "t", "rfs:eth0/rx-2").outcome()).isEqualTo(Outcome.Failed);
    assertThat(plan.steps()).hasSize(6);
  }

  @Test
  void aBondMeansItsMembersWhereTheSettingIsTheirs() {
    Facts facts = node.facts();
    Nic bond =
        new Nic(
            "bond0",
            9,
            InterfaceType.Bond,
            "bonding",
            null,
            null,
            "52:54:00:00:00:01",
            -1,
            true,
            Set.of(),
            List.of(0),
            List.of(0),
            List.of(),
            List.of(),
            List.of("eth0"));
    List<Nic> nics = new ArrayList<>(facts.nics());
    nics.add(bond);
    NodeTuning tuning =
        tuning(
            "t",
            "interfaces: [{name: a, match: {types: [Bond]}, rps: {}, offloads: {rx-gro: true}}]");

    Pass pass = Pass.look(node.kernel(), facts.with(nics), List.of(tuning), Map.of(), false);

    assertThat(pass.plan().settings())
        .extracting(PlannedSetting::id)
        .containsExactlyInAnyOrder(
            "offload:bond0/rx-gro",
            "rps:eth0/rx-0",
            "rps:eth0/rx-1",
            "rps:eth0/rx-2",
            "rps:eth0/rx-3");
  }

  @Test
  void whatTheKernelHoldsBackThoughItIsRequestedIsNotRequestedAgain() {
    node.file(
        "/run/nnt/ethtool.json",
        """
        {"eth0": {"driver": "virtio_net", "features": {
          "tx-tcp-segmentation": {"hw": true, "wanted": true, "active": false, "nochange": false},
          "tx-scatter-gather": {"hw": true, "wanted": false, "active": false, "nochange": false}}}}
        """);

    Pass pass =
        Pass.look(
            node.kernel(),
            node.facts(),
            List.of(
                tuning(
                    "t",
                    "interfaces: [{name: a, match: {names: [eth0]},"
                        + " offloads: {tx-tcp-segmentation: true}}]")),
            Map.of(),
            false);

    assertThat(pass.plan().steps()).isEmpty();
    PlannedSetting row = pass.plan().settings().getFirst();
    assertThat(row.outcome()).isEqualTo(Outcome.Constrained);
    assertThat(row.message())
        .startsWith("requested on, the kernel keeps it off: it needs tx-scatter-gather");
  }
}
