package io.nodenettuning.daemon.knob;

import static io.nodenettuning.daemon.knob.KnobCase.ETH0;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.plan.PlannedSetting;
import org.junit.jupiter.api.Test;

class RssKnobsTest extends KnobCase {
  @Test
  void fieldsAreOneValueWhateverTheirOrder() {
    Rows rows =
        apply(
            ETH0
                + "rss: {hashFields: {tcp4: [DstPort, SrcPort, DstIp, SrcIp],"
                + " udp4: [SrcIp, DstIp, SrcPort, DstPort]}}}]");

    assertThat(rows.of("rss:eth0/tcp4").outcome()).isEqualTo(Outcome.AlreadySet);
    assertThat(rows.of("rss:eth0/udp4").outcome()).isEqualTo(Outcome.Applied);
    assertThat(rows.of("rss:eth0/udp4").observed()).isEqualTo("SrcIp,DstIp,SrcPort,DstPort");
    assertThat(revert().of("rss:eth0/udp4").observed()).isEqualTo("SrcIp,DstIp");
  }

  @Test
  void aFlowTheDriverDoesNotTellOfIsUnsupported() {
    PlannedSetting row = plan(ETH0 + "rss: {hashFields: {sctp6: [SrcIp]}}}]").of("rss:eth0/sctp6");

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
  }

  @Test
  void sharesFillTheTable() {
    Rows rows = apply(ETH0 + "rss: {indirection: Weighted, weights: [3, 1]}}]");

    assertThat(rows.of("rss:eth0/indirection").observed()).isEqualTo("weights 6:2");
    assertThat(revert().of("rss:eth0/indirection").observed()).isEqualTo("equal 4");
  }

  @Test
  void equalIsWhatAllQueuesHaveByDefault() {
    Rows rows = plan(ETH0 + "rss: {indirection: Equal}}]");

    assertThat(rows.of("rss:eth0/indirection").outcome()).isEqualTo(Outcome.AlreadySet);
  }

  @Test
  void sharesForQueuesThatAreNotThereAreRefused() {
    PlannedSetting row =
        plan(ETH0 + "rss: {indirection: Weighted, weights: [1, 1, 1, 1, 1]}}]")
            .of("rss:eth0/indirection");

    assertThat(row.outcome()).isEqualTo(Outcome.Unsupported);
    assertThat(row.message()).isEqualTo("weights for 5 queues; eth0 has 4");
  }
}
