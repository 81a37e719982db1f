package io.nodenettuning.e2e.node;

import java.util.List;

/**
 * The network card with this machine's default route.
 *
 * @param name of the interface
 * @param affinities the files with the CPUs of its queues' interrupts; none where its driver is not
 *     virtio_net
 * @param cpu what is in the first of them
 */
record Uplink(String name, List<String> affinities, String cpu) {

  /** Finds it. */
  static Uplink of(Machine machine) {
    String name =
        machine
            .run("ip -o route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -1")
            .success();
    // A folder below each interrupt has the name that the driver gave it.
    List<String> affinities =
        machine
            .run(
                "ls -d /proc/irq/*/\"$(basename $(readlink /sys/class/net/%s/device))\"-[io]*put.*"
                    .formatted(name))
            .output()
            .lines()
            .filter(line -> line.startsWith("/proc/irq/"))
            .map(folder -> folder + "/../smp_affinity_list")
            .toList();
    return new Uplink(
        name, affinities, affinities.isEmpty() ? "0" : machine.cat(affinities.getFirst()));
  }

  /** A CPU set that its interrupts do not have. */
  String otherCpu() {
    return cpu.equals("0") ? "1" : "0";
  }
}
