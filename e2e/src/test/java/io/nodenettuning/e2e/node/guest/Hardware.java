package io.nodenettuning.e2e.node.guest;

/** What guests are made of; each is booted once for all tests that ask for it. */
enum Hardware {
  /**
   * A card of eight queues (igb, eth0, up), a small one (e1000e, eth1, down), frequency governors;
   * of twelve CPUs on six cores 0 to 7 are online, of which 2 and 3 are isolated.
   */
  CARD("--nics igb,e1000e --isolated 2-3", "eth0 eth1", "ip link set eth0 up"),

  /**
   * Two NUMA nodes with four CPUs each: on the second a card of four queues (virtio_net, eth0, up),
   * on the first one of eight (vmxnet3, eth1, up). Two CPUs share a frequency policy.
   */
  NUMA(
      "--topology numa --nics virtio:4@1,vmxnet3@0 --cpus-per-policy 2",
      "eth0 eth1",
      "ip link set eth0 up; ip link set eth1 up"),

  /**
   * The kernel of a Debian release ago and 72 CPUs, so that masks have three groups; 0 to 7, 40 and
   * 70 are online. Two cards of eight queues (vmxnet3, eth0; igb, eth1; both up).
   */
  OLDER_AND_WIDE(
      "--kernel 6.1 --topology wide --nics vmxnet3,igb",
      "eth0 eth1",
      """
      ip link set eth0 up; ip link set eth1 up
      for cpu in 40 70; do echo 1 >/sys/devices/system/cpu/cpu$cpu/online; done
      """),

  /**
   * Two CPUs with energy preferences (amd-pstate-epp), of which 1 is isolated, and more interrupts
   * than one of them has vectors for.
   */
  SMALL(
      "--topology flat --frequency amd-pstate-epp --isolated 1 --crowd 4 --nics e1000e",
      "eth0",
      "true");

  private final String options;
  private final String nics;
  private final String preparation;

  Hardware(String options, String nics, String preparation) {
    this.options = options;
    this.nics = nics;
    this.preparation = preparation;
  }

  /** The options of {@code lab/kernel/run}. */
  String[] options() {
    return options.split(" ", -1);
  }

  /** Its interfaces. */
  String[] nics() {
    return nics.split(" ", -1);
  }

  /** A script that is run once, when the guest is up. */
  String preparation() {
    return preparation;
  }
}
