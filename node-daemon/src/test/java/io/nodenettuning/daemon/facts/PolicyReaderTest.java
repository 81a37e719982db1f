package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {
  @TempDir Path root;

  private CpuPolicy read(String driver, String preferences) {
    return new FactsReader(
            RecordedNode.of(
                """
                /sys/devices/system/cpu/online = 0
                /sys/devices/system/cpu/cpufreq/policy0/scaling_driver = %s
                /sys/devices/system/cpu/cpufreq/policy0/affected_cpus = 0
                /sys/devices/system/cpu/cpufreq/policy0/energy_performance_available_preferences = %s
                """
                    .formatted(driver, preferences),
                root),
            "n")
        .read()
        .policies()
        .getFirst();
  }

  @Test
  void preferences_are_those_that_the_driver_tells() {
    assertThat(read("intel_pstate", "default performance power").preferences())
        .containsExactly("default", "performance", "power");
  }

  @Test
  void a_policy_without_preferences_has_none() {
    assertThat(read("acpi-cpufreq", "").preferences()).isEmpty();
  }

  @Test
  void with_another_governor_amd_pstate_has_more_than_it_tells() {
    assertThat(read("amd-pstate-epp", "performance").preferences())
        .containsExactly("default", "performance", "balance_performance", "balance_power", "power");
  }
}
