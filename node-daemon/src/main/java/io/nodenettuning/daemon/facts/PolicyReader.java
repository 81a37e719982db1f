package io.nodenettuning.daemon.facts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cpufreq policies ({@code /sys/devices/system/cpu/cpufreq}). All of them are read again
 * only when other CPUs are online, or the first one's driver or governors are others: a driver and
 * its governors are the same for all policies.
 */
final class PolicyReader {
  private static final String CPUFREQ = "/sys/devices/system/cpu/cpufreq";

  /**
   * All that {@code drivers/cpufreq/amd-pstate.c} has; while the governor is {@code performance},
   * it tells of that alone.
   */
  private static final List<String> PREFERENCES_OF_AMD =
      List.of("default", "performance", "balance_performance", "balance_power", "power");

  /** What the last reading holds for. */
  private record Basis(CpuSet online, List<Integer> policies, String driver, String governors) {}

  private final FactFiles files;
  private @Nullable Basis basis;
  private List<CpuPolicy> last = List.of();

  PolicyReader(FactFiles files) {
    this.files = files;
  }

  List<CpuPolicy> read(CpuSet online) {
    List<Integer> numbers = files.numbered(CPUFREQ, "policy");
    if (numbers.isEmpty()) {
      return List.of();
    }
    String first = place(numbers.getFirst());
    Basis now =
        new Basis(
            online,
            numbers,
            files.text(first + "/scaling_driver"),
            files.text(first + "/scaling_available_governors"));
    if (!now.equals(basis)) {
      last = numbers.stream().map(this::policy).toList();
      basis = now;
    }
    return last;
  }

  private CpuPolicy policy(int number) {
    String place = place(number);
    // A policy whose CPUs are all offline answers EBUSY to everything.
    String driver = files.text(place + "/scaling_driver");
    return new CpuPolicy(
        number,
        driver,
        files.cpus(place + "/related_cpus").orElse(CpuSet.of(number)),
        files.cpus(place + "/affected_cpus").orElse(CpuSet.NONE),
        words(files.text(place + "/scaling_available_governors")),
        preferences(
            driver, words(files.text(place + "/energy_performance_available_preferences"))));
  }

  private static List<String> preferences(String driver, List<String> told) {
    return driver.equals("amd-pstate-epp") && told.equals(List.of("performance"))
        ? PREFERENCES_OF_AMD
        : told;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static String place(int number) {
    return CPUFREQ + "/policy" + number;
  }
}
