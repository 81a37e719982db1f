package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NapiKnobsTest extends KnobCase {
  private static final String DEVICE = "/sys/class/net/eth0/";

  @BeforeEach
  void files() {
    node().file(DEVICE + "threaded", "0");
    node().file(DEVICE + "gro_flush_timeout", "0");
    node().file(DEVICE + "napi_defer_hard_irqs", "0");
  }

  @Test
  void packetsAreHeldBeforeInterruptsAreDeferredAndBothBeforeThreadsPoll() {
    Rows rows =
        plan(ETH0 + "napi: {threaded: Enabled, deferHardIrqs: 2, groFlushTimeoutNanos: 200000}}]");

    assertThat(rows.all())
        .extracting(PlannedSetting::id)
        .containsExactly(
            "napi:eth0/gro-flush-timeout", "napi:eth0/defer-hard-irqs", "napi:eth0/threaded");
    assertThat(rows.of("napi:eth0/threaded").desired()).isEqualTo("on");
    assertThat(rows.of("napi:eth0/threaded").observed()).isEqualTo("off");
  }

  @Test
  void theyAreWrittenAndRestored() {
    node().file(DEVICE + "gro_flush_timeout", "20000");

    apply(ETH0 + "napi: {threaded: Enabled, deferHardIrqs: 2, groFlushTimeoutNanos: 200000}}]");
    assertThat(node().text(DEVICE + "threaded")).isEqualTo("1");
    assertThat(node().text(DEVICE + "gro_flush_timeout")).isEqualTo("200000");
    assertThat(node().text(DEVICE + "napi_defer_hard_irqs")).isEqualTo("2");

    revert();
    assertThat(node().text(DEVICE + "threaded")).isEqualTo("0");
    assertThat(node().text(DEVICE + "gro_flush_timeout")).isEqualTo("20000");
    assertThat(node().text(DEVICE + "napi_defer_hard_irqs")).isEqualTo("0");
  }

  @Test
  void nothingIsSetThatTheRuleDoesNotName() {
    assertThat(plan(ETH0 + "napi: {deferHardIrqs: 2}}]").all())
        .extracting(PlannedSetting::id)
        .containsExactly("napi:eth0/defer-hard-irqs");
  }

  @Test
  void threadsWaitForADeviceThatIsDown() {
    Facts facts = node().facts();
    Nic up = facts.nics().getFirst();
    Nic down =
        new Nic(
            up.name(),
            up.ifindex(),
            up.type(),
            up.driver(),
            up.busAddress(),
            up.pciAddress(),
            up.mac(),
            up.numaNode(),
            false,
            up.routes(),
            up.rxQueues(),
            up.txQueues(),
            List.of(),
            List.of(),
            List.of());
    Facts withoutIt = facts.with(List.of(down));

    PlannedSetting row =
        plan(withoutIt, tuning("t", ETH0 + "napi: {threaded: Enabled}}]")).of("napi:eth0/threaded");

    assertThat(row.outcome()).isEqualTo(Outcome.Pending);
    assertThat(row.desired()).isEqualTo("on");
  }

  @Test
  void threadsThatPollWithoutPauseAreThreads() {
    assertThat(new NapiThreadedKnob().read("2\n").text()).isEqualTo("on");
    assertThatThrownBy(() -> new NapiThreadedKnob().read("yes"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
