package io.nodenettuning.e2e.cluster;

import io.nodenettuning.e2e.machine.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of this machine that tests in its network namespace tune.
 *
 * @param files contents by path
 * @param features whether they are on, by {@code interface feature}
 */
record MachineValues(Map<String, String> files, Map<String, String> features) {
  private static final String FILES =
      """
      grep -H . /proc/sys/net/core/rps_sock_flow_entries /proc/irq/[0-9]*/smp_affinity
      for nic in /sys/class/net/*/device; do
        grep -H . "${nic%/device}"/queues/rx-*/rps_cpus "${nic%/device}"/queues/rx-*/rps_flow_cnt
      done
      """;
  private static final String FEATURES =
      """
      for nic in /sys/class/net/*/device; do
        nic=${nic%/device} nic=${nic##*/}
        ethtool -k "$nic" | grep -v fixed | sed -nE "s/^\\s*([a-z0-9-]+): (on|off).*/$nic \\1:\\2/p"
      done
      """;

  /** Nothing. */
  static MachineValues none() {
    return new MachineValues(Map.of(), Map.of());
  }

  /** As they are now. */
  static MachineValues now() {
    return new MachineValues(pairs(FILES), pairs(FEATURES));
  }

  private static Map<String, String> pairs(String script) {
    Map<String, String> pairs = new TreeMap<>();
    shell(script)
        .lines()
        .map(line -> line.split(":", 2))
        .forEach(pair -> pairs.put(pair[0], pair[1]));
    return pairs;
  }

  private static String shell(String script) {
    return Program.of("sh", "-c").run(script).output();
  }

  /**
   * Puts back what differs.
   *
   * @return what differed
   */
  List<String> putBack() {
    MachineValues now = now();
    List<String> differed = new ArrayList<>();
    files.forEach((path, value) -> {
      if (!value.equals(now.files.getOrDefault(path, value))) {
        differed.add(path);
        shell("echo '%s' > '%s'".formatted(value, path));
      }
    });
    features.forEach((feature, value) -> {
      if (!value.equals(now.features.getOrDefault(feature, value))) {
        differed.add(feature);
        shell("ethtool -K %s %s".formatted(feature, value));
      }
    });
    return differed;
  }
}
