package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class XpsKnobTest extends KnobCase {

  private static String file(int queue) {
    return "/sys/class/net/eth0/queues/tx-" + queue + "/xps_cpus";
  }

  @Test
  void everyCpuSendsThroughOneQueueItsSiblingBesideIt() {
    Collection<PlannedSetting> rows = plan(ETH0 + "xps: {}}]").all();

    assertThat(rows)
        .extracting(row -> row.id() + " " + row.desired())
        .containsExactlyInAnyOrder(
            "xps:eth0/tx-0 0", "xps:eth0/tx-1 2-3", "xps:eth0/tx-2 4-5", "xps:eth0/tx-3 1");
    assertThat(rows).allMatch(row -> row.outcome() == Outcome.Planned);
  }

  @Test
  void queuesFollowTheInterruptsThatTheSameRuleSteers() {
    var rows = plan(ETH0 + "irqAffinity: {cpus: {list: '4-5'}}, xps: {cpus: {list: '0-5'}}}]");

    assertThat(rows.of("irqAffinity:eth0/rx-1").desired()).isEqualTo("5");
    assertThat(rows.of("xps:eth0/tx-0").desired()).isEqualTo("2,4");
    assertThat(rows.of("xps:eth0/tx-1").desired()).isEqualTo("5");
    assertThat(rows.of("xps:eth0/tx-2").desired()).isEqualTo("0,3");
    assertThat(rows.of("xps:eth0/tx-3").desired()).isEqualTo("1");
  }

  @Test
  void oneCpuPerQueueTakesCoresBeforeSiblings() {
    var rows = plan(ETH0 + "xps: {distribution: OneCpuPerQueue}}]");

    assertThat(rows.all())
        .extracting(row -> row.id() + " " + row.desired())
        .containsExactlyInAnyOrder(
            "xps:eth0/tx-0 0", "xps:eth0/tx-1 2", "xps:eth0/tx-2 4", "xps:eth0/tx-3 1");
  }

  @Test
  void isolatedCpusAreKeptWhereTheyAreAskedFor() {
    var rows = plan(ETH0 + "xps: {cpus: {list: '6-7', isolated: Include}}}]");

    assertThat(rows.all())
        .allMatch(row -> row.outcome() == Outcome.Planned || row.outcome() == Outcome.AlreadySet);
    assertThat(rows.of("xps:eth0/tx-0").expected()).isEqualTo("6");
  }

  @Test
  void aDeviceMadeWithOneTransmitQueueHasNothingToSteer() {
    for (int queue = 0; queue < 4; queue++) {
      node().remove(file(queue));
    }

    PlannedSetting row = plan(ETH0 + "xps: {}}]").of("xps:eth0/tx-0");

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(row.message())
        .isEqualTo("eth0 was made with one transmit queue: all CPUs send through it");
  }

  @Test
  void offlineCpusThatTheKernelDropsArePredicted() {
    Setting setting = new Setting("xps:eth0/tx-0", "k", new XpsKnob(), "eth0", file(0));

    assertThat(setting.knob().expect(setting, cpus("6-9"), node().facts()))
        .isEqualTo(new Expectation.Shows(cpus("6-7"), "the kernel leaves out offline CPUs 8-9"));
    assertThat(setting.knob().expect(setting, cpus("8-9"), node().facts()))
        .isInstanceOf(Expectation.Refuses.class);
    assertThat(setting.knob().expect(setting, cpus(""), node().facts()))
        .as("a queue that no CPU sends through")
        .isEqualTo(new Expectation.Shows(cpus(""), ""));
  }

  private static Value cpus(String list) {
    return new Value.Cpus(list.isEmpty() ? CpuSet.NONE : CpuSet.parseList(list));
  }

  @Test
  void masksAreWrittenInHexadecimalAndRestored() {
    node().file(file(2), "0a");

    apply(ETH0 + "xps: {}}]");
    assertThat(node().text(file(1))).isEqualTo("c");
    assertThat(node().text(file(2))).isEqualTo("30");

    revert();
    assertThat(node().text(file(1))).isEqualTo("0");
    assertThat(node().text(file(2))).isEqualTo("a");
  }
}
