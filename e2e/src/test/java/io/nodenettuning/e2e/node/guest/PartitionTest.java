package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Tuning;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A CPU that an isolated cgroup partition takes, beside those that are isolated since boot. The
 * daemon looks by itself only every hour.
 */
@InGuest(Hardware.CARD)
final class PartitionTest {
  private static final String PARTITION = "/sys/fs/cgroup/apart/cpuset.cpus.partition";

  private static final String TUNING =
      """
      interfaces:
      - name: card
        match: {drivers: [igb]}
        rps: {cpus: {}}
        irqAffinity: {cpus: {list: "6-7"}, distribution: AllCpus}
      housekeeping: {unboundWorkqueues: Move}
      """;

  private final Guest guest;

  PartitionTest(Guest guest) {
    this.guest = guest;
  }

  @BeforeEach
  void noOtherDaemon() {
    guest.endDaemon();
  }

  @AfterEach
  void theNodeIsWhole() {
    guest.nnt("revert").success();
    guest.run(
        """
        cd /sys/fs/cgroup
        if [ -d apart ]; then rmdir apart; fi
        echo -cpuset >cgroup.subtree_control
        """);
  }

  private void partition(String type) {
    guest
        .run(
            """
            set -e
            cd /sys/fs/cgroup
            echo +cpuset >cgroup.subtree_control
            mkdir -p apart
            echo 6 >apart/cpuset.cpus
            echo %s >apart/cpuset.cpus.partition
            """
                .formatted(type))
        .success();
    assertThat(guest.cat(PARTITION)).isEqualTo(type);
  }

  @Test
  void itsCpuIsLeftAloneFromWhenItHasItAndAsLongAsThat() throws IOException {
    guest.write("/run/partition.yaml", Tuning.yaml("partition", TUNING));
    try (Daemon daemon =
        Daemon.by(guest, guest.program() + " run -f /run/partition.yaml --interval 1h")) {
      daemon.awaitValue(Card.rps(0), "0f3");
      daemon.awaitValue(guest.affinity("eth0-TxRx-0"), "6-7");

      partition("isolated");
      daemon.awaitValue(Card.rps(0), "0b3");
      daemon.awaitValue(guest.affinity("eth0-TxRx-0"), "7");
      JsonNode cpus =
          new ObjectMapper().readTree(guest.nnt("facts -o json").success()).path("cpus");
      assertThat(cpus.path("isolated").asText()).isEqualTo("2-3");
      assertThat(cpus.path("nohzFull").asText()).isEqualTo("2-3");
      assertThat(cpus.path("partitioned").asText())
          .as("the kernel counts those of the boot parameter too")
          .isEqualTo("2-3,6");

      partition("member");
      daemon.awaitValue(Card.rps(0), "0f3");
      daemon.awaitValue(guest.affinity("eth0-TxRx-0"), "6-7");

      partition("isolated");
      daemon.awaitValue(Card.rps(0), "0b3");
      guest.run("rmdir /sys/fs/cgroup/apart").success();
      daemon.awaitValue(Card.rps(0), "0f3");
      daemon.awaitValue(guest.affinity("eth0-TxRx-0"), "6-7");

      assertThat(daemon.drifts()).as("another wish is no drift").isEmpty();
    }
  }
}
