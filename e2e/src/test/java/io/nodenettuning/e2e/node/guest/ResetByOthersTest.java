package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Drift;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a driver or the kernel resets because somebody changed a card or a CPU, and what somebody
 * changes of the card itself: put back once for each change, and he is named. The daemon looks by
 * itself only every hour: what is put back, an event told of.
 */
@InGuest(Hardware.CARD)
final class ResetByOthersTest {
  private static final String CPU_7 = "/sys/devices/system/cpu/cpu7/online";

  /** Who is suspected: this test looks at the card with it as well. */
  private static final String ETHTOOL =
      "(one of )?ethtool \\(PID \\d+\\)( or ethtool \\(PID \\d+\\))*";

  /** The interrupts of the small card are steered once it is up: a look at the whole node. */
  private static final String SMALL_CARD =
      "- {name: small, match: {names: [eth1]}, irqAffinity: {cpus: {list: \"6\"}}}";

  private static final String SHAPED =
      """
      interfaces:
      - name: card
        match: {drivers: [igb]}
        channels: {combined: 8}
        rings: {rx: 512}
        irqAffinity: {cpus: {list: "1-7:1/2"}, distribution: OneCpuPerQueue}
        rps: {cpus: {}}
      """;

  private final Guest guest;
  private @Nullable Daemon running;

  ResetByOthersTest(Guest guest) {
    this.guest = guest;
  }

  private void tune(String spec) {
    guest.endDaemon();
    Daemon daemon = Daemon.startListening(guest);
    running = daemon;
    daemon.forgets();
    daemon.tunes("reset", spec.replace("interfaces:\n", "interfaces:\n" + SMALL_CARD + "\n"));
    // New rings and channels take the link down, and its coming back is an event too.
    daemon.awaits(
        () -> assertThat(counts(daemon.log())).contains("Applied=").doesNotContain("Planned="));
    daemon.awaitValue("/sys/class/net/eth0/carrier", "1");
  }

  /** How many settings stand how, as the log last told. */
  private static String counts(String log) {
    return log.lines().filter(line -> line.endsWith(" settings")).reduce("", (_, last) -> last);
  }

  @AfterEach
  void asItWas() {
    guest.run("ip link set eth1 down").success();
    daemon().letsGoOfAll();
    daemon().close();
  }

  private Daemon daemon() {
    return Objects.requireNonNull(running);
  }

  private List<String> drifted() {
    return daemon().drifts().stream().map(Drift::setting).toList();
  }

  private List<Drift> driftsOf(String setting) {
    return daemon().drifts().stream().filter(drift -> drift.setting().equals(setting)).toList();
  }

  /** A look at the whole node that was made since finds nothing more. */
  private void assertQuiet() {
    List<Drift> told = daemon().drifts();
    guest.run("ip link set eth1 up").success();
    daemon().awaits(() -> assertThat(guest.cat(guest.affinity("eth1-rx-0"))).isEqualTo("6"));
    assertThat(daemon().drifts()).isEqualTo(told);
  }

  @Test
  void queuesThatEthtoolTakesAndGivesBack() {
    tune(Card.FIVE_KNOBS);
    Card.assertSet(guest.values());

    guest.run("ethtool -L eth0 combined 4").success();
    daemon()
        .awaits(() -> {
          for (int queue = 0; queue < Card.QUEUES / 2; queue++) {
            assertThat(guest.values().affinity("eth0-rx-" + queue)).isEqualTo(Card.cpuOf(queue));
            assertThat(guest.values().affinity("eth0-tx-" + queue)).isEqualTo(Card.cpuOf(queue));
          }
          assertAllNamed();
        });
    List<String> first = drifted();
    assertThat(first).doesNotHaveDuplicates().containsAll(affinities());

    guest.run("ethtool -L eth0 combined 8").success();
    daemon()
        .awaits(() -> {
          Card.assertSet(guest.values());
          assertAllNamed();
        });
    assertThat(drifted().subList(first.size(), drifted().size()))
        .doesNotHaveDuplicates()
        .containsAll(affinities());
    assertQuiet();
  }

  /** Of the queues that stay. */
  private static List<String> affinities() {
    return IntStream.range(0, Card.QUEUES / 2)
        .mapToObj(queue -> "irqAffinity:eth0/rx-" + queue)
        .toList();
  }

  private void assertAllNamed() {
    assertThat(daemon().drifts())
        .isNotEmpty()
        .allSatisfy(drift -> {
          assertThat(drift.writer()).matches(ETHTOOL);
          assertThat(drift.corrected()).isTrue();
        });
  }

  @Test
  void ringsAreSetBackOnceAndThenLeft() {
    String before = rings();
    tune(SHAPED);

    guest.run("ethtool -G eth0 rx 1024").success();
    daemon()
        .awaits(() -> {
          assertThat(drifted()).containsExactly("ring:eth0/rx");
          assertAllNamed();
        });
    assertThat(rings()).isEqualTo("512");

    guest.run("ethtool -G eth0 rx 2048").success();
    daemon()
        .awaits(() -> {
          assertThat(drifted()).containsExactly("ring:eth0/rx", "ring:eth0/rx");
          assertThat(daemon().drifts())
              .allSatisfy(drift -> assertThat(drift.writer()).matches(ETHTOOL));
        });
    assertThat(guest.nnt("status").success().replaceAll("\\s+", " "))
        .contains("Contended ring:eth0/rx")
        .containsPattern("put back once within 10 minutes and changed again, last by " + ETHTOOL);
    assertThat(rings()).isEqualTo("2048");
    assertQuiet();
    // What somebody else has set is left as it is when it is let go.
    guest.run("ethtool -G eth0 rx " + before).success();
  }

  private String rings() {
    return guest.run("ethtool -g eth0 | sed -n 's/^RX:\\s*//p' | tail -n 1").success();
  }

  @Test
  void channelsAreSetBackWithAllThatGoesWithThem() {
    tune(SHAPED);

    guest.run("ethtool -L eth0 combined 6").success();
    daemon()
        .awaits(() -> {
          assertThat(guest.affinity("eth0-TxRx-7")).isNotEmpty();
          assertThat(guest.values().affinity("eth0-TxRx-7")).isEqualTo(Card.cpuOf(7));
          assertThat(guest.cat(Card.rps(7))).isEqualTo("0f3");
          assertAllNamed();
        });

    assertThat(driftsOf("channels:eth0/combined")).hasSize(1);
    assertThat(drifted()).doesNotHaveDuplicates();
    assertQuiet();
  }

  @Test
  void aLinkThatIsTakenDownAndUpChangesNothing() {
    tune(Card.FIVE_KNOBS);
    guest.run("ip link set eth0 down && ip link set eth0 up").success();

    assertQuiet();
    Card.assertSet(guest.values());
    assertThat(daemon().drifts()).isEmpty();
  }

  @Test
  void aCpuThatGoesAndComes() {
    tune(Card.FIVE_KNOBS);

    guest.echo("0", CPU_7);
    daemon()
        .awaits(() -> {
          for (int queue = 0; queue < Card.QUEUES; queue++) {
            assertThat(guest.values().affinity("eth0-TxRx-" + queue))
                .isEqualTo(List.of("1", "5").get(queue % 2));
          }
        });
    guest.echo("1", CPU_7);
    daemon().awaits(() -> Card.assertSet(guest.values()));

    assertThat(drifted()).doesNotHaveDuplicates();
    assertThat(daemon().drifts())
        .allSatisfy(drift -> assertThat(drift.writer()).isEqualTo("driver (CPU 7 went offline)"));
    assertQuiet();
  }
}
