package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/** The driver of a card makes its queues and vectors anew, with other names and no settings. */
@InGuest(Hardware.CARD)
final class RemadeQueuesTest {
  private final Guest guest;
  private final Daemon daemon;

  RemadeQueuesTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void theyAreSteeredAnew() {
    daemon.tunes("tuning", Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));

    guest.run("ethtool -L eth0 combined 4").success();
    daemon.awaits(() -> {
      Values now = guest.values();
      for (int queue = 0; queue < Card.QUEUES / 2; queue++) {
        assertThat(now.affinity("eth0-rx-" + queue)).isEqualTo(Card.cpuOf(queue));
        assertThat(now.affinity("eth0-tx-" + queue)).isEqualTo(Card.cpuOf(queue));
        assertThat(now.file(Card.flowCount(queue))).isEqualTo("16384");
      }
    });

    guest.run("ethtool -L eth0 combined 8").success();
    daemon.awaits(() -> Card.assertSet(guest.values()));
  }
}
