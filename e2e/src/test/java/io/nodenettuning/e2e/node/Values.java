package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that tunings could change on a machine, as {@code cat} and {@code ethtool} show it.
 *
 * @param byPlace contents of files of one line by path, an interrupt's through the folder that has
 *     its driver's name; and what ethtool shows by the option, interface and name that set it, such
 *     as {@code -K eth0 tx-gso-robust}
 */
public record Values(Map<String, String> byPlace) {

  /** What a tuning of five knobs changes. */
  private static final String SOME =
      """
      cpus=/sys/devices/system/cpu
      set -- /proc/sys/net/core/rps_sock_flow_entries $cpus/online $cpus/cpufreq/policy*/scaling_governor
      for nic in $nics; do
        folder=/sys/class/net/$nic
        set -- "$@" $folder/queues/rx-*/rps_*
        for vector in $folder/device/msi_irqs/* $folder/device/../msi_irqs/*; do
          set -- "$@" /proc/irq/${vector##*/}/*/../smp_affinity_list
        done
        ethtool -k "$nic" | sed -nE "s/^\\s*([a-z0-9_-]+): (on|off).*/-K $nic \\1:\\2/p"
      done
      """;

  /** What all others do, but for the receive hash. */
  private static final String OTHERS =
      """
      core=/proc/sys/net/core
      set -- "$@" $cpus/cpufreq/policy*/energy_performance_preference $cpus/cpu*/power/pm_qos_resume_latency_us \\
        /sys/devices/virtual/workqueue/cpumask /proc/irq/default_smp_affinity /proc/irq/*/*/../smp_affinity_list \\
        $core/netdev_budget* $core/netdev_max_backlog $core/dev_weight* $core/busy_* $core/gro_normal_batch \\
        $core/rps_default_mask $core/flow_limit_* $core/somaxconn $core/[rw]mem_* $core/default_qdisc \\
        /proc/sys/net/ipv4/tcp_[rw]mem
      for nic in $nics; do
        folder=/sys/class/net/$nic
        set -- "$@" $folder/queues/tx-*/xps_cpus $folder/threaded $folder/gro_flush_timeout $folder/napi_defer_hard_irqs
        ethtool -l "$nic" | sed -nE "1,/^Current/d; s/^(RX|TX|Combined):\\s*([0-9]+)$/-L $nic \\L\\1:\\2/p"
        ethtool -g "$nic" | sed -nE "1,/^Current/d; s/^(RX|TX):\\s*([0-9]+)$/-G $nic \\L\\1:\\2/p"
        ethtool -c "$nic" | sed -nE "s/^Adaptive (RX): (on|off).*/-C $nic adaptive-\\L\\1:\\2/p
          s/^Adaptive .*(TX): (on|off).*/-C $nic adaptive-\\L\\1:\\2/p; s/^([a-z-]+):\\s*([0-9]+)$/-C $nic \\1:\\2/p"
      done 2>/dev/null
      """;

  private static final String SHOW = "grep -sH . \"$@\" || true\n";

  /** Nothing. */
  public static final Values NONE = new Values(Map.of());

  /** Those of these interfaces, of frequency policies, of the node's flow table and CPUs. */
  public static Values of(Machine machine, String... nics) {
    return shown(machine, SOME + SHOW, nics);
  }

  /** Those, and all others but for the receive hash; that takes longer. */
  public static Values allOf(Machine machine, String... nics) {
    return shown(machine, SOME + OTHERS + SHOW, nics);
  }

  private static Values shown(Machine machine, String script, String... nics) {
    Map<String, String> values = new TreeMap<>();
    machine
        .run("nics='%s'\n".formatted(String.join(" ", nics)) + script)
        .success()
        .lines()
        .map(line -> line.split(":(?=[^:]*$)", 2))
        .forEach(pair -> values.put(pair[0], pair[1]));
    return new Values(values);
  }

  /** The files among the places. */
  public Set<String> files() {
    return byPlace.keySet().stream()
        .filter(place -> place.startsWith("/"))
        .collect(Collectors.toSet());
  }

  /** What is in a file. */
  public String file(String path) {
    assertThat(byPlace).containsKey(path);
    return byPlace.getOrDefault(path, "");
  }

  /** The CPUs of an interrupt, by the name that its driver gave it; nothing where there is none. */
  public String affinity(String vector) {
    return byPlace.entrySet().stream()
        .filter(value -> value.getKey().endsWith("/" + vector + "/../smp_affinity_list"))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse("");
  }

  /** Whether a feature of an interface is {@code on} or {@code off}, by its name in the kernel. */
  public String feature(String nic, String feature) {
    return file("-K %s %s".formatted(nic, feature));
  }

  /**
   * What differs; what is only in the other does not.
   *
   * @param now what they are now
   */
  public List<String> differencesTo(Values now) {
    return differingFrom(now)
        .map(place -> "%s: %s, was %s".formatted(place, now.byPlace.get(place), byPlace.get(place)))
        .toList();
  }

  /**
   * Puts back what became of them since.
   *
   * @param now what they are now
   * @return what differed
   */
  public List<String> putBack(Machine machine, Values now) {
    differingFrom(now)
        .forEach(place -> {
          String value = byPlace.get(place);
          machine.run(
              place.startsWith("/")
                  ? "echo '%s' >%s".formatted(value, place)
                  : "ethtool %s %s".formatted(place, value));
        });
    return differencesTo(now);
  }

  private Stream<String> differingFrom(Values now) {
    return byPlace.keySet().stream()
        .filter(place -> !Objects.equals(byPlace.get(place), now.byPlace.get(place)));
  }
}
