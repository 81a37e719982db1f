package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** A network interface in the node's network namespace. */
record Nic(Node node, String name) {
  private static final String VETH_QUEUES = "4";

  /** Makes a virtual one with four receive queues, each with settings of its own. */
  static Nic veth(Node node, String name) {
    Nic veth = new Nic(node, name);
    node.inNetwork(
            "ip link add %s numrxqueues %s numtxqueues %s type veth peer name %s"
                .formatted(name, VETH_QUEUES, VETH_QUEUES, veth.peer().name())
                .split(" "))
        .success();
    node.inNetwork("ip", "link", "set", name, "up").success();
    return veth;
  }

  /** The interface that carries the default route. */
  static Nic uplink(Node node) {
    String route = node.inNetwork("ip", "-o", "route", "show", "default").success();
    return new Nic(node, route.replaceFirst("(?s).* dev (\\S+).*", "$1"));
  }

  /** The other end of a virtual one, which no tuning of the tests names. */
  Nic peer() {
    return new Nic(node, "p-" + name);
  }

  /** The {@code rps_cpus} of every receive queue. */
  List<String> rpsCpus() {
    return files("/sys/class/net/%s/queues/rx-*/rps_cpus".formatted(name));
  }

  /** The {@code rps_cpus} of one receive queue. */
  String rpsCpus(int queue) {
    return rpsCpus().get(queue);
  }

  /** The {@code rps_flow_cnt} of every receive queue. */
  List<String> flowCounts() {
    return files("/sys/class/net/%s/queues/rx-*/rps_flow_cnt".formatted(name));
  }

  /** The {@code rps_flow_cnt} of one receive queue. */
  String flowCount(int queue) {
    return flowCounts().get(queue);
  }

  /**
   * The {@code smp_affinity} of the interrupts of all queues, of a virtio card; procfs has a folder
   * with the name of each interrupt's user. Nothing for others.
   */
  List<String> affinities() {
    String device = node.run("readlink", "/sys/class/net/" + name + "/device").output();
    return device.contains("virtio")
        ? files(
                "/proc/irq/*/%s-[io]*put.*"
                    .formatted(device.substring(device.lastIndexOf('/') + 1)))
            .stream()
            .map(folder -> folder.substring(0, folder.lastIndexOf('/')) + "/smp_affinity")
            .toList()
        : List.of();
  }

  private List<String> files(String glob) {
    String found = node.run("sh", "-c", "ls -d " + glob).success();
    return List.of(found.split("\n"));
  }

  /** Whether a feature is on, as {@code ethtool -k} tells. */
  boolean feature(String feature) {
    String line =
        Stream.of(node.inNetwork("ethtool", "-k", name).success().split("\n"))
            .map(String::strip)
            .filter(text -> text.startsWith(feature + ":"))
            .findFirst()
            .orElse("");
    assertThat(line).as("feature %s of %s", feature, name).isNotEmpty();
    return line.startsWith(feature + ": on");
  }

  /** Removes a virtual one. */
  void remove() {
    node.inNetwork("ip", "link", "del", name);
  }
}
