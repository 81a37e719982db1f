package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.e2e.node.Daemon;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A CPU that an isolated cgroup partition takes, beside those that are isolated since boot. */
@InGuest(Hardware.CARD)
final class PartitionTest {
  private static final String PARTITION = "/sys/fs/cgroup/apart/cpuset.cpus.partition";

  private final Guest guest;

  PartitionTest(Guest guest) {
    this.guest = guest;
  }

  @BeforeEach
  void anIsolatedPartition() {
    guest
        .run(
            """
            set -e
            cd /sys/fs/cgroup
            echo +cpuset >cgroup.subtree_control
            mkdir apart
            echo 6 >apart/cpuset.cpus
            echo isolated >apart/cpuset.cpus.partition
            """)
        .success();
    assertThat(guest.cat(PARTITION)).isEqualTo("isolated");
  }

  @AfterEach
  void theNodeIsWhole() {
    guest.run("rmdir /sys/fs/cgroup/apart; echo -cpuset >/sys/fs/cgroup/cgroup.subtree_control");
  }

  @Test
  void itsCpuIsLeftAloneAsLongAsItHasIt() throws IOException {
    Daemon daemon = guest.daemon();
    JsonNode cpus = new ObjectMapper().readTree(guest.nnt("facts -o json").success()).path("cpus");
    assertThat(cpus.path("isolated").asText()).isEqualTo("2-3");
    assertThat(cpus.path("nohzFull").asText()).isEqualTo("2-3");
    assertThat(cpus.path("partitioned").asText())
        .as("the kernel counts those of the boot parameter too")
        .isEqualTo("2-3,6");

    daemon.tunes(
        "tuning",
        """
        interfaces:
        - name: card
          match: {drivers: [igb]}
          rps: {cpus: {}}
          irqAffinity: {cpus: {list: "6-7"}, distribution: AllCpus}
        """);
    daemon.awaitValue(Card.rps(0), "0b3");
    assertThat(guest.cat(guest.affinity("eth0-TxRx-0"))).isEqualTo("7");

    guest.echo("member", PARTITION);
    daemon.awaitValue(Card.rps(0), "0f3");
    daemon.awaitValue(guest.affinity("eth0-TxRx-0"), "6-7");
  }
}
