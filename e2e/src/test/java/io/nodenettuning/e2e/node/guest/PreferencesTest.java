package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Tuning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Energy preferences of a driver that governs by itself. Its governor {@code performance}, which it
 * begins with, overwrites the preference, refuses any other, and puts none back when it goes.
 */
@InGuest(Hardware.SMALL)
final class PreferencesTest {
  private static final String TUNING =
      """
      cpuPower:
      - name: both
        cpus: {list: 0-1, isolated: Include}
        governor: powersave
        energyPerformancePreference: balance_power
      """;

  private final Guest guest;

  PreferencesTest(Guest guest) {
    this.guest = guest;
  }

  private static String governor(int cpu) {
    return "/sys/devices/system/cpu/cpufreq/policy" + cpu + "/scaling_governor";
  }

  private static String preference(int cpu) {
    return "/sys/devices/system/cpu/cpufreq/policy" + cpu + "/energy_performance_preference";
  }

  @AfterEach
  void theGovernorThatItBegan() {
    if (!guest.cat(governor(0)).equals("performance")) {
      guest.echo("performance", governor(0));
    }
  }

  @Test
  void theyComeAfterTheGovernorThatAllowsThem() {
    guest.endDaemon();
    guest.write("/run/tuning.yaml", Tuning.yaml("tuning", TUNING));

    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).contains("4 written");
    for (int cpu = 0; cpu < 2; cpu++) {
      assertThat(guest.cat(governor(cpu))).isEqualTo("powersave");
      assertThat(guest.cat(preference(cpu))).isEqualTo("balance_power");
    }
    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).contains("nothing written");

    guest.nnt("revert").success();
    assertThat(guest.cat(governor(1))).isEqualTo("performance");
    assertThat(guest.cat(preference(1))).isEqualTo("performance");
  }

  @Test
  void whatAGovernorOverwritesComesBackWhenItGoes() {
    guest.endDaemon();
    guest.echo("powersave", governor(0));
    guest.echo("power", preference(0));
    guest.write(
        "/run/tuning.yaml",
        Tuning.yaml(
            "tuning", "cpuPower: [{name: one, cpus: {list: \"0\"}, governor: performance}]"));

    guest.nnt("apply -f /run/tuning.yaml").success();
    assertThat(guest.cat(preference(0))).isEqualTo("performance");
    assertThat(guest.nnt("apply -f /run/tuning.yaml").success()).contains("nothing written");

    guest.nnt("revert").success();
    assertThat(guest.cat(governor(0))).isEqualTo("powersave");
    assertThat(guest.cat(preference(0))).isEqualTo("power");
  }

  /** The isolated CPU is asked when somebody wrote, and when its governor was put back. */
  @Test
  void theyAreKeptAlsoOnAnIsolatedCpu() {
    Daemon daemon = guest.daemon();
    daemon.tunes("tuning", TUNING);
    daemon.awaitValue(preference(1), "balance_power");

    guest.echo("power", preference(1));
    daemon.awaitValue(preference(1), "balance_power");

    guest.echo("performance", governor(1));
    daemon.awaitValue(governor(1), "powersave");
    daemon.awaitValue(preference(1), "balance_power");
  }
}
