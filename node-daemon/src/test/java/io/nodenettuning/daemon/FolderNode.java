package io.nodenettuning.daemon;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Cpus;
import io.nodenettuning.daemon.facts.DeviceParameters;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A small node in a folder: eight CPUs (6 and 7 isolated), {@code eth0} of virtio_net with four
 * receive queues and their interrupts, {@code veth0} without any, one cpufreq policy for two CPUs.
 * Its files are plain: they take any text. It stands in for a kernel where only decisions are
 * tested.
 */
public final class FolderNode {
  private final Path root;
  private final Kernel kernel;

  /** Makes the node in an empty folder. */
  public FolderNode(Path root) {
    this.root = root;
    for (int queue = 0; queue < 4; queue++) {
      for (String nic : List.of("eth0", "veth0")) {
        file("/sys/class/net/" + nic + "/queues/rx-" + queue + "/rps_cpus", "00");
        file("/sys/class/net/" + nic + "/queues/rx-" + queue + "/rps_flow_cnt", "0");
        file("/sys/class/net/" + nic + "/queues/tx-" + queue + "/xps_cpus", "00");
      }
      file("/proc/irq/" + (40 + queue) + "/smp_affinity_list", "0-7");
    }
    read();
    file("/proc/sys/net/core/rps_sock_flow_entries", "0");
    file("/proc/sys/net/core/netdev_budget", "300");
    for (int policy = 0; policy < 8; policy += 2) {
      file(governor(policy), "powersave");
    }
    file(
        "/run/nnt/ethtool.json",
        """
        {"eth0": {"driver": "virtio_net", "features": {
          "tx-tcp-segmentation": {"hw": true, "wanted": true, "active": true, "nochange": false},
          "tx-tcp6-segmentation": {"hw": true, "wanted": true, "active": true, "nochange": false},
          "tx-tcp-ecn-segmentation": {"hw": false, "wanted": false, "active": false, "nochange": false},
          "rx-gro": {"hw": true, "wanted": true, "active": true, "nochange": false},
          "rx-lro": {"hw": false, "wanted": false, "active": false, "nochange": false},
          "tx-lockless": {"hw": false, "wanted": false, "active": true, "nochange": true}},
         "channels": {"combined": {"current": 4, "maximum": 8}},
         "rings": {"rx": {"current": 256, "maximum": 1024}, "tx": {"current": 256, "maximum": 1024}},
         "coalesce": {"rx-usecs": {"current": 3}, "tx-usecs": {"current": 3},
                      "adaptive-rx": {"current": 0}},
         "rss": {"fields": {"tcp4": "sdfn", "udp4": "sd"}, "indirection": [0, 1, 2, 3, 0, 1, 2, 3]}}}
        """);
    this.kernel = Kernel.recorded(root);
  }

  /** What a reader of facts finds is the same as {@link #facts} where settings depend on it. */
  private void read() {
    file("/proc/sys/kernel/random/boot_id", "boot-1");
    file("/sys/devices/system/cpu/possible", "0-7");
    file("/sys/devices/system/cpu/online", "0-7");
    file("/sys/devices/system/cpu/isolated", "6-7");
    file("/sys/class/net/eth0/uevent", "INTERFACE=eth0\nIFINDEX=2");
    file("/sys/class/net/eth0/flags", "0x1003");
    file("/sys/class/net/eth0/device/uevent", "DRIVER=virtio_net\nPCI_SLOT_NAME=virtio2");
    file("/sys/class/net/veth0/uevent", "INTERFACE=veth0\nIFINDEX=3");
    for (int queue = 0; queue < 4; queue++) {
      file("/sys/class/net/eth0/device/msi_irqs/" + (40 + queue), "msix");
      file("/sys/kernel/irq/" + (40 + queue) + "/actions", "virtio2-input." + queue);
    }
  }

  /** Path of a policy's governor. */
  public static String governor(int policy) {
    return "/sys/devices/system/cpu/cpufreq/policy" + policy + "/scaling_governor";
  }

  /** Path of a receive queue's RPS mask. */
  public static String rps(String nic, int queue) {
    return "/sys/class/net/" + nic + "/queues/rx-" + queue + "/rps_cpus";
  }

  /** The kernel that the folder stands in for. */
  public Kernel kernel() {
    return kernel;
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** Puts a file there, as another process would. */
  public void file(String path, String text) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file away. */
  public void remove(String path) {
    try {
      Files.delete(root.resolve(path.substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file holds. */
  public String text(String path) {
    return switch (kernel.files().read(path)) {
      case Reading.Text text -> text.value().strip();
      case Reading.Refused refused -> refused.errno().toString();
    };
  }

  /** An interface that bundles others of the node. */
  public static Nic bond(String... members) {
    return new Nic(
        "bond0",
        9,
        InterfaceType.Bond,
        "bonding",
        null,
        null,
        "52:54:00:00:00:01",
        -1,
        true,
        Set.of(),
        List.of(0),
        List.of(0),
        List.of(),
        List.of(),
        List.of(members));
  }

  /** What the node has. */
  public Facts facts() {
    TreeMap<Integer, CpuSet> siblings = new TreeMap<>();
    for (int cpu = 0; cpu < 8; cpu++) {
      siblings.put(cpu, CpuSet.of(cpu & ~1, cpu | 1));
    }
    Cpus cpus =
        new Cpus(
            CpuSet.parseList("0-7"),
            CpuSet.parseList("0-7"),
            CpuSet.parseList("6-7"),
            CpuSet.NONE,
            siblings,
            new TreeMap<>());
    List<Integer> queues = List.of(0, 1, 2, 3);
    List<QueueInterrupt> vectors =
        queues.stream()
            .map(q -> new QueueInterrupt(40 + q, "virtio2-input." + q, QueueRole.rx, q))
            .toList();
    return new Facts(
        "folder",
        "6.12.0",
        "boot-1",
        cpus,
        List.of(
            new Nic(
                "eth0",
                2,
                InterfaceType.Physical,
                "virtio_net",
                "virtio2",
                "0000:00:03.0",
                "52:54:00:00:00:01",
                -1,
                true,
                Set.of(),
                queues,
                queues,
                vectors,
                List.of(),
                List.of()),
            new Nic(
                "veth0",
                3,
                InterfaceType.Veth,
                null,
                null,
                null,
                "52:54:00:00:00:02",
                -1,
                true,
                Set.of(),
                queues,
                queues,
                List.of(),
                List.of(),
                List.of())),
        IntStream.of(0, 2, 4, 6)
            .mapToObj(cpu ->
                new CpuPolicy(
                    cpu,
                    "acpi-cpufreq",
                    CpuSet.of(cpu, cpu + 1),
                    CpuSet.of(cpu, cpu + 1),
                    List.of("performance", "powersave")))
            .toList(),
        new DeviceParameters(kernel),
        false);
  }
}
