package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import org.junit.jupiter.api.Test;

/** CPUs and cards that are not there yet, and those that go. */
@InGuest(Hardware.CARD)
final class ComingAndGoingTest {
  private static final String CPU_8 = "/sys/devices/system/cpu/cpu8/online";

  private final Guest guest;
  private final Daemon daemon;

  ComingAndGoingTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void aCpuThatComesOnlineIsTunedAndOneThatGoesIsLeftOut() {
    daemon.tunes(
        "tuning",
        """
        interfaces:
        - {name: card, match: {names: [eth0]}, rps: {cpus: {list: "0-N"}}}
        cpuPower:
        - {name: all, cpus: {list: "8"}, governor: performance}
        """);
    daemon.awaitValue(Card.rps(0), "0f3");
    daemon.awaits(() -> assertThat(daemon.log()).contains("CPU 8 is offline"));

    guest.echo("1", CPU_8);
    daemon.awaitValue(Card.governor(8), "performance");
    daemon.awaitValue(Card.rps(7), "1f3");

    daemon.letsGoOf("tuning");
    daemon.awaitValue(Card.governor(8), "schedutil");
    daemon.tunes("tuning", Card.FIVE_KNOBS);
    guest.echo("0", CPU_8);
    daemon.awaits(() -> Card.assertSet(guest.values()));
  }

  @Test
  void interruptsAreSteeredOnceACardIsUp() {
    daemon.tunes(
        "tuning",
        """
        interfaces:
        - name: small
          match: {drivers: [e1000e]}
          irqAffinity: {cpus: {list: "6"}, distribution: AllCpus}
        """);
    daemon.awaits(() -> assertThat(daemon.log()).contains("eth1 is down"));

    guest.run("ip link set eth1 up").success();
    daemon.awaitValue(guest.affinity("eth1-rx-0"), "6");
    daemon.awaitValue(guest.affinity("eth1-tx-0"), "6");
    assertThat(guest.cat(guest.affinity("eth1"))).isEqualTo("0-7");

    daemon.letsGoOf("tuning");
    daemon.awaitValue(guest.affinity("eth1-rx-0"), "0-7");
    guest.run("ip link set eth1 down").success();
  }
}
