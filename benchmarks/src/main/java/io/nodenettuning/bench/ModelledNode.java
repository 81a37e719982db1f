package io.nodenettuning.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A large server in a folder: two threads a core, eight NUMA nodes, one frequency policy per CPU,
 * and ConnectX cards with a completion vector for every queue, as {@code mlx5} names and lays them
 * out. Nothing of it was recorded: it is as large as it is asked to be.
 */
final class ModelledNode {
  private static final int NODES = 8;
  private static final int FIRST_IRQ = 100;
  private static final int ISOLATED = 16;

  private static final List<String> FEATURES =
      List.of(
          "tx-scatter-gather",
          "tx-checksum-ipv4",
          "tx-checksum-ipv6",
          "tx-generic-segmentation",
          "tx-tcp-segmentation",
          "tx-tcp6-segmentation",
          "rx-checksum",
          "rx-gro",
          "rx-lro",
          "rx-hashing",
          "rx-ntuple-filter",
          "rx-vlan-hw-parse");

  private final Path root;
  private final int cpus;

  private ModelledNode(Path root, int cpus) {
    this.root = root;
    this.cpus = cpus;
  }

  /** Makes the files of a node in a folder that is empty or not there. */
  static void make(Path root, int cpus, int nics, int queues) throws IOException {
    ModelledNode node = new ModelledNode(root, cpus);
    node.system();
    for (int cpu = 0; cpu < cpus; cpu++) {
      node.cpu(cpu);
    }
    List<String> ethtool = new ArrayList<>();
    for (int nic = 0; nic < nics; nic++) {
      node.nic(nic, queues);
      ethtool.add(ethtool("eth" + nic, queues));
    }
    node.file("run/nnt/ethtool.json", "{" + String.join(",\n", ethtool) + "}");
  }

  private void system() throws IOException {
    file("proc/sys/kernel/hostname", "modelled");
    file("proc/sys/kernel/osrelease", "6.12.0");
    file("proc/sys/kernel/random/boot_id", "00000000-0000-4000-8000-000000000000");
    file("proc/sys/net/core/rps_sock_flow_entries", "0");
    file("proc/sys/net/core/netdev_budget", "300");
    file("proc/sys/net/core/netdev_max_backlog", "1000");
    String cpu = "sys/devices/system/cpu/";
    for (String state : List.of("possible", "present", "online")) {
      file(cpu + state, "0-" + (cpus - 1));
    }
    file(cpu + "isolated", (cpus - ISOLATED) + "-" + (cpus - 1));
    file(cpu + "nohz_full", (cpus - ISOLATED) + "-" + (cpus - 1));
    int cores = cpus / 2;
    int own = cores / NODES;
    for (int node = 0; node < NODES; node++) {
      int first = node * own;
      file(
          "sys/devices/system/node/node" + node + "/cpulist",
          "%d-%d,%d-%d".formatted(first, first + own - 1, cores + first, cores + first + own - 1));
    }
  }

  private void cpu(int cpu) throws IOException {
    int core = cpu % (cpus / 2);
    String place = "sys/devices/system/cpu/cpu" + cpu + "/";
    file(place + "topology/thread_siblings_list", core + "," + (core + cpus / 2));
    file(place + "power/pm_qos_resume_latency_us", "0");
    String policy = "sys/devices/system/cpu/cpufreq/policy" + cpu + "/";
    file(policy + "related_cpus", "" + cpu);
    file(policy + "affected_cpus", "" + cpu);
    file(policy + "scaling_driver", "intel_pstate");
    file(policy + "scaling_available_governors", "performance powersave");
    file(policy + "scaling_governor", "powersave");
    file(
        policy + "energy_performance_available_preferences",
        "default performance balance_performance balance_power power");
    file(policy + "energy_performance_preference", "balance_performance");
  }

  private void nic(int number, int queues) throws IOException {
    String name = "eth" + number;
    String address = "0000:%02x:00.0".formatted(16 + number);
    String device = "sys/devices/pci0000:00/" + address + "/";
    String net = device + "net/" + name + "/";
    link("sys/class/net/" + name, "../../devices/pci0000:00/" + address + "/net/" + name);
    link(device + "driver", "../../../bus/pci/drivers/mlx5_core");
    file(device + "numa_node", "" + number % NODES);
    file(net + "uevent", "INTERFACE=%s\nIFINDEX=%d".formatted(name, number + 2));
    file(net + "flags", "0x1003");
    file(net + "type", "1");
    file(net + "address", "52:54:00:00:%02x:01".formatted(number));
    for (String attribute : List.of("threaded", "gro_flush_timeout", "napi_defer_hard_irqs")) {
      file(net + attribute, "0");
    }
    String mask = mask();
    for (int queue = 0; queue < queues; queue++) {
      file(net + "queues/rx-" + queue + "/rps_cpus", mask);
      file(net + "queues/rx-" + queue + "/rps_flow_cnt", "0");
      file(net + "queues/tx-" + queue + "/xps_cpus", mask);
      int irq = FIRST_IRQ + number * queues + queue;
      file(device + "msi_irqs/" + irq, "msix");
      file("sys/kernel/irq/" + irq + "/actions", "mlx5_comp" + queue + "@pci:" + address);
      file("proc/irq/" + irq + "/smp_affinity_list", "0-" + (cpus - 1));
    }
  }

  /** An empty mask with as many groups as the kernel prints. */
  private String mask() {
    return IntStream.range(0, (cpus + 31) / 32)
        .mapToObj(_ -> "00000000")
        .collect(Collectors.joining(","));
  }

  private static String ethtool(String name, int queues) {
    String features =
        FEATURES.stream()
            .map(feature ->
                "\"%s\": {\"hw\": true, \"wanted\": true, \"active\": true, \"nochange\": false}"
                    .formatted(feature))
            .collect(Collectors.joining(",\n"));
    return """
    "%s": {"driver": "mlx5_core", "features": {%s},
      "channels": {"combined": {"current": %d, "maximum": %d}},
      "rings": {"rx": {"current": 1024, "maximum": 8192}, "tx": {"current": 1024, "maximum": 8192}},
      "coalesce": {"rx-usecs": {"current": 8}, "rx-frames": {"current": 128},
                   "use-adaptive-rx": {"current": 1}, "use-adaptive-tx": {"current": 1}},
      "rss": {"fields": {"udp4": "sd"}, "indirection": [0, 1, 2, 3]}}
    """
        .formatted(name, features, queues, queues);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }

  private void link(String path, String target) throws IOException {
    Path link = root.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }
}
