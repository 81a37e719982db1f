package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Tuning;
import io.nodenettuning.e2e.node.Values;
import org.junit.jupiter.api.Test;

/** What {@code nnt apply} and {@code nnt revert} make of a card, governors and isolated CPUs. */
@InGuest(Hardware.CARD)
final class CommandsTest {
  private final Guest guest;

  CommandsTest(Guest guest) {
    this.guest = guest;
  }

  @Test
  void fiveKnobsAreSetOnceAndRestored() {
    guest.endDaemon();
    Values before = guest.values();
    guest.write("/run/five-knobs.yaml", Tuning.yaml("five-knobs", Card.FIVE_KNOBS));

    assertThat(guest.nnt("apply -f /run/five-knobs.yaml").success()).contains("29 written");
    Card.assertSet(guest.values());
    assertThat(guest.nnt("apply -f /run/five-knobs.yaml").success()).contains("nothing written");

    assertThat(guest.nnt("revert").success()).contains("29 restored");
    assertThat(guest.values()).isEqualTo(before);
  }
}
