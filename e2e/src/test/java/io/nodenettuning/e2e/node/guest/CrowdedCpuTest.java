package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Tuning;
import org.junit.jupiter.api.Test;

/** More interrupts than a CPU has vectors for are to go there. */
@InGuest(Hardware.SMALL)
final class CrowdedCpuTest {
  private static final int FAILED = 1;

  private final Guest guest;

  CrowdedCpuTest(Guest guest) {
    this.guest = guest;
  }

  private void writes(String cpus) {
    guest.write(
        "/run/tuning.yaml",
        Tuning.yaml(
            "tuning",
            "housekeeping: {cpus: {list: \"%s\", isolated: Include}, interrupts: Move}"
                .formatted(cpus)));
  }

  @Test
  void thoseThatFindNoRoomFailUntilTheyMayBeElsewhere() {
    guest.endDaemon();
    writes("1");

    assertThat(guest.nnt("apply -f /run/tuning.yaml").with(FAILED))
        .containsPattern("Failed +housekeeping:irq/virtio\\d+-")
        .contains("ENOSPC", "have no interrupt vector left")
        .containsPattern("\\b\\d{3} written, .*\\b\\d\\d failed");

    writes("0-1");
    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).doesNotContain("Failed");
    guest.nnt("revert").success();
  }
}
