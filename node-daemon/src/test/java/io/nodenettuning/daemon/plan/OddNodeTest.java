package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Interfaces and files that are not as most are. */
class OddNodeTest extends PlanCase {
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
    List<Nic> nics = new ArrayList<>(facts.nics());
    nics.add(FolderNode.bond("eth0"));
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
