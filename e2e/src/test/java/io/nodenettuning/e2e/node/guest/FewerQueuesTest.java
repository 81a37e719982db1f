package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A card is given half of its queues, and those are steered. Its driver makes every vector anew,
 * for all CPUs, and forgets the queues that go.
 */
@InGuest(Hardware.CARD)
final class FewerQueuesTest {
  private static final int QUEUES = 4;

  private static final String TUNING =
      """
      interfaces:
      - name: card
        match: {drivers: [igb]}
        channels: {combined: 4}
        rings: {rx: 300}
        coalesce: {rxUsecs: 50}
        rss:
          hashFields: {udp4: [SrcIp, DstIp, SrcPort, DstPort]}
          indirection: Equal
        irqAffinity: {cpus: {list: "1-7:1/2"}, distribution: OneCpuPerQueue}
        rps: {cpus: {}}
        xps: {}
      """;

  /** CPUs 1, 5 and 7 have interrupts, 1 those of two queues; the others go with their cores. */
  private static final List<String> XPS = List.of("002", "030", "0c0", "001");

  private final Guest guest;
  private final Daemon daemon;

  FewerQueuesTest(Guest guest) {
    this.guest = guest;
    this.daemon = guest.daemon();
  }

  @Test
  void shapeAndSteeringAreSetInOnePass() {
    daemon.tunes("tuning", TUNING);
    daemon.awaits(() -> assertThat(daemon.log()).contains("settings written"));

    assertSet();
    assertThat(guest.nnt("plan -f /run/tunings --detailed-exitcode").success())
        .contains("304, want 300", "nothing to write, 20 applied");
    assertThat(daemon.log()).containsOnlyOnce("settings written").doesNotContain("drifted");
  }

  @Test
  void letGoEveryQueueHasWhatItHadBefore() {
    setsByHand("4-6", "030");
    Values before = guest.values();
    String shape = shape();

    daemon.tunes("tuning", TUNING);
    daemon.awaits(() -> assertThat(ethtool("-l", "Combined")).isEqualTo("4"));
    daemon.letsGoOf("tuning");

    daemon.awaits(() -> {
      assertThat(shape()).isEqualTo(shape);
      assertThat(before.differencesTo(guest.values())).isEmpty();
    });
    setsByHand("0-7", "0");
  }

  /** One queue that stays and one that goes. */
  private void setsByHand(String interrupt, String steering) {
    for (int queue : List.of(QUEUES - 3, QUEUES + 2)) {
      guest.echo(interrupt, guest.affinity("eth0-TxRx-" + queue));
      guest.echo(steering, Card.rps(queue));
      guest.echo(steering, xps(queue));
    }
  }

  private void assertSet() {
    assertThat(ethtool("-l", "Combined")).isEqualTo("4");
    assertThat(ethtool("-g", "RX")).as("rounded to eights").isEqualTo("304");
    assertThat(ethtool("-c", "rx-usecs")).isEqualTo("50");
    assertThat(guest.run("ethtool -n eth0 rx-flow-hash udp4").success())
        .contains("IP SA", "IP DA", "L4 bytes 0 & 1", "L4 bytes 2 & 3");
    assertThat(
            guest
                .run("ethtool -x eth0 | sed -n 's/^ *[0-9]*: //p' | xargs -n 4 | sort -u")
                .success())
        .isEqualTo("0 1 2 3");
    Values now = guest.values();
    for (int queue = 0; queue < QUEUES; queue++) {
      assertThat(now.affinity("eth0-rx-" + queue)).isEqualTo(Card.cpuOf(queue));
      assertThat(now.affinity("eth0-tx-" + queue)).isEqualTo(Card.cpuOf(queue));
      assertThat(now.file(Card.rps(queue))).isEqualTo("0f3");
      assertThat(guest.cat(xps(queue))).isEqualTo(XPS.get(queue));
    }
  }

  /** A value of the card as it is; where its maximum is also told, that comes before. */
  private String ethtool(String option, String name) {
    return guest
        .run("ethtool %s eth0 | sed -n 's/^%s:\\s*//p' | tail -n 1".formatted(option, name))
        .success();
  }

  /** All that the tuning changes and {@link Values} do not have. */
  private String shape() {
    return guest
        .run(
            """
            set -e
            for option in -l -g -c -x; do ethtool $option eth0; done
            ethtool -n eth0 rx-flow-hash udp4
            grep -H . /sys/class/net/eth0/queues/tx-*/xps_cpus
            """)
        .success();
  }

  private static String xps(int queue) {
    return "/sys/class/net/eth0/queues/tx-%d/xps_cpus".formatted(queue);
  }
}
