package io.nodenettuning.e2e.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of a machine as {@code cat} and {@code ethtool} show them.
 *
 * @param files contents of files of one line, by path
 * @param features {@code on} or {@code off}, by {@code interface feature}
 */
record Values(Map<String, String> files, Map<String, String> features) {
  private static final String FILES =
      """
      for nic in $nics; do
        cd "/sys/class/net/$nic"
        grep -H . "$PWD"/queues/rx-*/rps_cpus "$PWD"/queues/rx-*/rps_flow_cnt
        for vector in device/msi_irqs/* device/../msi_irqs/*; do
          file=/proc/irq/${vector##*/}/smp_affinity_list
          [ ! -e "$file" ] || grep -H . "$file"
        done
      done
      for file in /proc/sys/net/core/rps_sock_flow_entries \\
        /sys/devices/system/cpu/cpufreq/policy*/scaling_governor; do
        [ ! -e "$file" ] || grep -H . "$file"
      done
      """;
  private static final String FEATURES =
      """
      for nic in $nics; do
        ethtool -k "$nic" | sed -nE "s/^\\s*([a-z0-9-]+): (on|off).*/$nic \\1:\\2/p"
      done
      """;

  /** Those that a tuning of these interfaces and of the node's CPUs could change. */
  static Values of(Machine machine, String... nics) {
    String names = "nics='" + String.join(" ", nics) + "'\n";
    return new Values(
        pairs(machine.run(names + FILES).success()),
        pairs(machine.run(names + FEATURES).success()));
  }

  private static Map<String, String> pairs(String lines) {
    Map<String, String> pairs = new TreeMap<>();
    lines.lines().map(line -> line.split(":", 2)).forEach(pair -> pairs.put(pair[0], pair[1]));
    return pairs;
  }

  /**
   * Puts back what became of them since.
   *
   * @param now what they are now
   * @return what differed
   */
  List<String> putBack(Machine machine, Values now) {
    List<String> differed = new ArrayList<>();
    files.forEach((path, value) -> {
      String found = now.files.getOrDefault(path, value);
      if (!value.equals(found)) {
        differed.add("%s: %s, was %s".formatted(path, found, value));
        machine.echo(value, path);
      }
    });
    features.forEach((feature, value) -> {
      String found = now.features.getOrDefault(feature, value);
      if (!value.equals(found)) {
        differed.add("%s: %s, was %s".formatted(feature, found, value));
        machine.run("ethtool -K %s %s".formatted(feature, value));
      }
    });
    return differed;
  }
}
