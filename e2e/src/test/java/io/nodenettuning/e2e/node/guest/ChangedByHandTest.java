package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import org.junit.jupiter.api.Test;

/** What the daemon does about settings that something else changes. */
@InGuest(Hardware.CARD)
final class ChangedByHandTest {
  private final Guest guest;
  private final Daemon daemon;

  ChangedByHandTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void everyKnobIsPutBack() {
    daemon.tunes("tuning", Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));

    guest.echo("0-7", guest.affinity("eth0-TxRx-6"));
    guest.echo("1", Card.rps(0));
    guest.echo("0", Card.flowCount(7));
    guest.echo("0", Card.FLOW_TABLE);
    guest.echo("ondemand", Card.governor(5));
    guest.run("ethtool -K eth0 tso on").success();

    daemon.awaits(() -> {
      Card.assertSet(guest.values());
      assertThat(daemon.log())
          .contains("setting=irqAffinity:eth0/rx-6 tuning=tuning from=1 to=0-7 corrected=true")
          .contains("setting=governor:policy5 tuning=tuning from=performance to=ondemand");
    });
  }

  @Test
  void itIsOnlyReportedWhereATuningAsksForThat() {
    daemon.tunes("tuning", "driftPolicy: Report\n" + Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));

    guest.echo("powersave", Card.governor(4));
    daemon.awaits(
        () -> assertThat(daemon.log()).contains("from=performance to=powersave corrected=false"));
    assertThat(guest.cat(Card.governor(4))).isEqualTo("powersave");

    daemon.tunes("tuning", Card.FIVE_KNOBS);
    daemon.awaits(() -> Card.assertSet(guest.values()));
  }
}
