package io.nodenettuning.daemon.facts;

import java.util.List;

/**
 * A cpufreq policy ({@code Documentation/admin-guide/pm/cpufreq.rst}).
 *
 * @param number as in {@code policy8}
 * @param driver the scaling driver
 * @param related all CPUs of the policy
 * @param affected those of them that are online; none makes the policy inactive
 * @param governors the governors it can have
 * @param preferences the energy-performance preferences it can have; none where it has no such
 *     thing
 */
public record CpuPolicy(
    int number,
    String driver,
    CpuSet related,
    CpuSet affected,
    List<String> governors,
    List<String> preferences) {

  /** A policy without energy-performance preferences. */
  public CpuPolicy(
      int number, String driver, CpuSet related, CpuSet affected, List<String> governors) {
    this(number, driver, related, affected, governors, List.of());
  }

  /** Its name in ids and in sysfs. */
  public String name() {
    return "policy" + number;
  }
}
