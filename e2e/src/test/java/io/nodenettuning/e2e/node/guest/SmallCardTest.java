package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/** A card of one queue whose driver rounds its rings, and delays interrupts as it likes. */
@InGuest(Hardware.CARD)
final class SmallCardTest {
  private final Guest guest;

  SmallCardTest(Guest guest) {
    this.guest = guest;
  }

  @Test
  void whatTheDriverRoundsIsWrittenOnceAndNotByTheNextDaemon() {
    Daemon daemon = guest.daemon();
    daemon.tunes(
        "tuning",
        """
        interfaces:
        - name: small
          match: {drivers: [e1000e]}
          rings: {rx: 300, tx: 1000}
          coalesce: {rxUsecs: 50}
          channels: {combined: Max}
        """);
    daemon.awaits(() -> assertThat(daemon.log()).contains("settings written"));
    assertSet(guest.everything());
    guest.endDaemon();

    Daemon next = guest.daemon();
    assertThat(next.log()).containsOnlyOnce("settings written").doesNotContain("drifted");
    assertSet(guest.everything());
    assertThat(guest.nnt("status").success())
        .contains("304, want 300", "the driver of eth1 has no channels");
  }

  private static void assertSet(Values now) {
    assertThat(now.byPlace())
        .containsEntry("-G eth1 rx", "304")
        .containsEntry("-G eth1 tx", "1000")
        .containsEntry("-C eth1 rx-usecs", "50");
  }

  @Test
  void aDelayThatTheDriverRefusesIsToldAndTheRestIsSet() {
    Daemon daemon = guest.daemon();
    daemon.tunes(
        "tuning",
        """
        interfaces:
        - {name: small, match: {drivers: [e1000e]}, rings: {rx: 512}, coalesce: {rxUsecs: 7}}
        """);
    daemon.awaits(() -> {
      assertThat(daemon.log()).contains("setting coalesce rx-usecs of eth1 to 7: EINVAL");
      assertThat(guest.everything().byPlace()).containsEntry("-G eth1 rx", "512");
    });
  }

  @Test
  void aCableThatIsPulledAndPutBackChangesNothing() {
    Daemon daemon = guest.daemon();
    daemon.tunes("tuning", Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));
    awaitsCarrier(daemon, "1");
    daemon.forgets();

    for (int flap = 0; flap < 2; flap++) {
      guest.monitor("set_link nic0 off");
      awaitsCarrier(daemon, "0");
      guest.monitor("set_link nic0 on");
      awaitsCarrier(daemon, "1");
    }
    Card.assertSet(guest.values());
    assertThat(daemon.log()).doesNotContain("settings written", "drifted");
  }

  private static void awaitsCarrier(Daemon daemon, String carrier) {
    daemon.awaitValue("/sys/class/net/eth0/carrier", carrier);
  }
}
