package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A card that is pulled and put back, has another name, or is lent to another namespace. */
@InGuest(Hardware.CARD)
final class HotPlugTest {
  private static final String TUNING =
      """
      interfaces:
      - {name: small, match: {drivers: [e1000e]}, rps: {cpus: {list: "6"}}, offloads: {tso: false}}
      """;

  private final Guest guest;
  private final Daemon daemon;

  HotPlugTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  private static String rps(String nic) {
    return "/sys/class/net/" + nic + "/queues/rx-0/rps_cpus";
  }

  /** Whatever became of it, it is where it was. */
  @AfterEach
  void theCardIsBack() {
    if (guest
            .run("ls -d /sys/class/net/eth1 /sys/class/net/lan0")
            .output()
            .lines()
            .noneMatch(line -> line.startsWith("/"))
        && guest.run("ip netns").output().isEmpty()) {
      putIn();
    }
    guest
        .run(
            """
            ! ip -n apart link set lan0 netns 1 2>/dev/null || ip netns del apart
            ! test -e /sys/class/net/lan0 || ip link set lan0 name eth1
            """)
        .success();
  }

  @Test
  void aCardThatIsPulledIsForgottenAndOneThatIsPutInIsTuned() {
    daemon.tunes("tuning", TUNING);
    daemon.awaitValue(rps("eth1"), "040");
    String index = guest.cat("/sys/class/net/eth1/ifindex");

    guest.monitor("device_del nic1");
    daemon.awaits(() -> {
      assertThat(guest.run("test -e /sys/class/net/eth1").status()).isNotZero();
      assertThat(guest.nnt("status").success())
          .contains("its device is not there")
          .containsPattern("Pending +rps:eth1/rx-0")
          .doesNotContain("Applied");
    });

    putIn();
    daemon.awaits(() -> assertThat(guest.cat(rps("eth1"))).isEqualTo("040"));
    assertThat(guest.cat("/sys/class/net/eth1/ifindex")).isNotEqualTo(index);
    assertThat(guest.nnt("status").success()).containsPattern("Applied +rps:eth1/rx-0");
  }

  private void putIn() {
    guest.monitor("device_add e1000e,id=nic1,netdev=net1,bus=port1,romfile=");
  }

  @Test
  void aCardIsKnownByAnotherNameAndInAnotherNamespaceIsNobodys() {
    daemon.tunes("tuning", TUNING);
    daemon.awaitValue(rps("eth1"), "040");
    daemon.forgets();

    guest.run("ip link set eth1 name lan0").success();
    daemon.awaits(
        () -> assertThat(guest.nnt("status").success()).containsPattern("Applied +rps:lan0/rx-0"));

    guest.run("ip netns add apart && ip link set lan0 netns apart").success();
    daemon.awaits(() ->
        assertThat(guest.nnt("status").success())
            .contains("rule small of tuning matches no interface"));

    guest.run("ip -n apart link set lan0 netns 1 && ip netns del apart").success();
    daemon.awaits(
        () -> assertThat(guest.nnt("status").success()).containsPattern("Applied +rps:lan0/rx-0"));
    assertThat(guest.cat(rps("lan0"))).isEqualTo("040");
    assertThat(daemon.log()).doesNotContain("settings written", "drifted");
  }
}
