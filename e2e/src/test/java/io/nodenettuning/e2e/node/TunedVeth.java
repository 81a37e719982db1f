package io.nodenettuning.e2e.node;

import java.util.UUID;

/**
 * A veth of this machine whose tuning steers its queues to the first CPU and turns an offload off;
 * gone when closed.
 */
final class TunedVeth implements AutoCloseable {
  /** Where its tuning is. */
  static final String TUNING = "/run/tuning.yaml";

  private final Machine machine;
  private final String name = "nnt" + UUID.randomUUID().toString().substring(0, 8);

  /**
   * Makes it and its tuning.
   *
   * @param queues in each direction
   * @param peerQueues receive queues of its other end, whose name is {@link #peer}
   */
  TunedVeth(Machine machine, int queues, int peerQueues) {
    this.machine = machine;
    machine
        .run(
            "ip link add %1$s numrxqueues %2$d numtxqueues %2$d type veth peer name %3$s numrxqueues %4$d"
                .formatted(name, queues, peer(), peerQueues))
        .success();
    machine.write(
        TUNING,
        Tuning.yaml(
            "tuning",
            """
            interfaces:
            - {name: v, match: {names: [%s]}, rps: {cpus: {list: "0"}}, offloads: {gro: false}}
            """
                .formatted(name)));
  }

  String name() {
    return name;
  }

  String peer() {
    return "p" + name;
  }

  /** The file with the CPUs that a receive queue is steered to. */
  String rps(int queue) {
    return "/sys/class/net/%s/queues/rx-%d/rps_cpus".formatted(name, queue);
  }

  /** The id of a setting of it. */
  String id(String knob, String leaf) {
    return "%s:%s/%s".formatted(knob, name, leaf);
  }

  @Override
  public void close() {
    machine.run("ip link del " + name).success();
  }
}
