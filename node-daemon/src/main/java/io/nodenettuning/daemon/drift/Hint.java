package io.nodenettuning.daemon.drift;

import java.util.List;

/** Something that may have changed: a hint where to look, never a fact. */
public sealed interface Hint {

  /**
   * A file was written by another process, once or several times since the last hint of it.
   *
   * @param path on the host, symbolic links followed, such as {@code
   *     /sys/devices/virtual/net/eth0/queues/rx-0/rps_cpus}, {@code /proc/irq/9/smp_affinity_list}
   * @param writer as far as known now; {@link Named} may tell more later
   */
  record Written(String path, Writer writer) implements Hint {}

  /**
   * A network interface of the node changed, or what is set of it.
   *
   * @param ifindex its number, 0 where that is not told
   * @param name its name now, empty where that is not told
   * @param suspects who may have done it, the likeliest first: the kernel does not say, but who
   *     began to run {@code ethtool} or {@code ip} just before is known; none where nobody did
   */
  record Device(int ifindex, String name, Kind kind, List<Writer> suspects) implements Hint {

    /** One that nobody is suspected of. */
    public Device(int ifindex, String name, Kind kind) {
      this(ifindex, name, kind, List.of());
    }

    /** The same, of which others are suspected. */
    Device by(List<Writer> others) {
      return new Device(ifindex, name, kind, others);
    }

    /** What of an interface. */
    public enum Kind {
      /** Offloads, by whatever way. */
      Features,
      Rings,
      Channels,
      Coalesce,
      /** Receive hashing or its indirection table; kernels since 6.17 tell. */
      Rss,
      /** Up, down, carrier: drivers set much anew when a link goes up. */
      Link,
      /** Queues came or went, with all that is set of them. */
      Queues,
      Appeared,
      Gone,
      Renamed,
      /** udev has done its part with an interface that appeared, .link files included. */
      Settled
    }
  }

  /** A CPU came or went: drivers and the kernel steer interrupts anew then. */
  record Cpu(int cpu, boolean online) implements Hint {}

  /**
   * Partitions of cgroups have other CPUs for themselves: which CPUs settings may use is another
   * thing then, and the kernel keeps its own work off them.
   *
   * @param cpus all that are isolated now, those of the boot parameter too, as the kernel lists
   *     them
   */
  record Isolation(String cpus) implements Hint {}

  /**
   * What is wanted of settings may be another now, because something changed from which it follows.
   *
   * @param path of the file
   */
  record Premise(String path) implements Hint {}

  /**
   * Anything may have changed: events were lost, or one was about an unknown object. Look at
   * everything.
   *
   * @param why in words
   */
  record Everything(String why) implements Hint {}

  /** Who a writer was that earlier hints told of by the same number and without a name. */
  record Named(Writer writer) implements Hint {}
}
