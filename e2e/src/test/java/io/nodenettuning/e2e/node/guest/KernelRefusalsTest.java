package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/** What the kernel would not do, or does beside what it is told. */
@InGuest(Hardware.CARD)
final class KernelRefusalsTest {
  private final Guest guest;
  private final Daemon daemon;

  KernelRefusalsTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void aFeatureThatOthersNeedTakesThemWithItAndBringsThemBack() {
    daemon.tunes(
        "tuning",
        "interfaces: [{name: c, match: {names: [eth0]}, offloads: {tx-scatter-gather: false}}]");
    daemon.awaits(() -> {
      Values now = guest.values();
      assertThat(now.feature("eth0", "tx-scatter-gather")).isEqualTo("off");
      assertThat(now.feature("eth0", Card.TSO)).isEqualTo("off");
    });
  }

  @Test
  void whatItWouldRefuseIsToldAndTheRestIsSet() {
    daemon.tunes(
        "tuning",
        """
        interfaces:
        - name: isolated
          match: {names: [eth0]}
          irqAffinity: {cpus: {list: "2", isolated: Include}, distribution: AllCpus}
          rps: {cpus: {list: "2-3", isolated: Include}}
        cpuPower:
        - {name: unknown, cpus: {list: "0"}, governor: turbo}
        """);
    daemon.awaitValue(guest.affinity("eth0-TxRx-7"), "2");
    daemon.awaits(() ->
        assertThat(daemon.log())
            .contains("outcome=Unresolved setting=rps:eth0/rx-0")
            .contains("has no governor turbo, only userspace"));
    assertThat(guest.cat(Card.rps(0))).isEqualTo("000");
  }
}
