package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.knob.KnobCase.ETH0;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.PlannedSetting;
import org.junit.jupiter.api.Test;

class ParameterKnobsTest extends KnobCase {
  @Test
  void maxIsWhatTheDeviceHas() {
    Rows rows = apply(ETH0 + "rings: {rx: Max, tx: 512}}]");

    assertThat(rows.of("ring:eth0/rx").observed()).isEqualTo("1024");
    assertThat(rows.of("ring:eth0/tx").observed()).isEqualTo("512");
    assertThat(rows.of("ring:eth0/rx").outcome()).isEqualTo(Outcome.Applied);
    assertThat(rows.of("ring:eth0/rx").disruptive()).isTrue();
  }

  @Test
  void moreThanTheDeviceHasIsSaidInThePlan() {
    PlannedSetting row = plan(ETH0 + "channels: {combined: 16}}]").of("channels:eth0/combined");

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(row.desired()).isEqualTo("16");
    assertThat(row.message()).isEqualTo("eth0 has at most 8 combined channels");
  }

  @Test
  void whatTheDeviceLacksIsNamedBesideWhatItHas() {
    Rows rows = plan(ETH0 + "channels: {rx: 2}, coalesce: {rxFrames: 8, txUsecs: 9}}]");

    assertThat(rows.of("channels:eth0/rx").message())
        .isEqualTo("eth0 has no channels rx; it has combined");
    assertThat(rows.of("coalesce:eth0/rx-frames").outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(rows.of("coalesce:eth0/rx-frames").message())
        .isEqualTo("eth0 has no coalesce rx-frames; it has adaptive-rx, rx-usecs, tx-usecs");
    assertThat(rows.of("coalesce:eth0/tx-usecs").outcome()).isEqualTo(Outcome.Planned);
  }

  @Test
  void flagsAndNumbersAreAppliedAndComeBack() {
    Rows applied = apply(ETH0 + "coalesce: {adaptiveRx: true, txUsecs: 9}}]");
    Rows reverted = revert();

    assertThat(applied.of("coalesce:eth0/adaptive-rx").observed()).isEqualTo("on");
    assertThat(applied.of("coalesce:eth0/tx-usecs").observed()).isEqualTo("9");
    assertThat(reverted.of("coalesce:eth0/adaptive-rx").observed()).isEqualTo("off");
    assertThat(reverted.of("coalesce:eth0/tx-usecs").observed()).isEqualTo("3");
  }

  @Test
  void aDelayIsNotManagedWhileTheDriverAdaptsIt() {
    apply(ETH0 + "coalesce: {adaptiveRx: true}}]");

    PlannedSetting row = plan(ETH0 + "coalesce: {rxUsecs: 9}}]").of("coalesce:eth0/rx-usecs");

    assertThat(row.outcome()).isEqualTo(Outcome.Unresolved);
    assertThat(row.message())
        .isEqualTo("adaptive-rx of eth0 is on and changes it: set adaptiveRx: false too");
  }
}
