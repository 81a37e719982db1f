package io.nodenettuning.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * The network sysctls that a tuning may set, with the values that make sense. Where the kernel
 * takes any number, the bounds here keep a typing error from stopping a node's network.
 */
public enum Sysctl {
  /** Packets that one run of the receive softirq handles. */
  NETDEV_BUDGET("net.core.netdev_budget", 1, 1_000_000, "packets"),
  /** Microseconds that one run may take; the kernel wants at least two clock ticks. */
  NETDEV_BUDGET_USECS("net.core.netdev_budget_usecs", 2_000, 1_000_000, "microseconds"),
  /** Packets that one poll of a device handles. */
  DEV_WEIGHT("net.core.dev_weight", 1, 65_535, "packets"),
  /** Factor on the weight for receiving. */
  DEV_WEIGHT_RX_BIAS("net.core.dev_weight_rx_bias", 1, 1_024, "times dev_weight"),
  /** Factor on the weight for transmitting. */
  DEV_WEIGHT_TX_BIAS("net.core.dev_weight_tx_bias", 1, 1_024, "times dev_weight"),
  /** Packets that wait for a CPU of receive packet steering before they are dropped. */
  NETDEV_MAX_BACKLOG("net.core.netdev_max_backlog", 1, 16_777_216, "packets"),
  /** Microseconds that poll and select look for packets themselves. */
  BUSY_POLL("net.core.busy_poll", 0, 1_000_000, "microseconds"),
  /** Microseconds that a read of a socket looks for packets itself. */
  BUSY_READ("net.core.busy_read", 0, 1_000_000, "microseconds"),
  /** Packets that generic receive offload gathers before it hands them on. */
  GRO_NORMAL_BATCH("net.core.gro_normal_batch", 1, 65_535, "packets"),
  /** Receive packet steering of queues that are made later (since Linux 6.3). */
  RPS_DEFAULT_MASK("net.core.rps_default_mask", Scope.EACH, new CpuMask()),
  /** CPUs whose backlog drops packets of large flows first. */
  FLOW_LIMIT_CPU_BITMAP("net.core.flow_limit_cpu_bitmap", Scope.INITIAL, new CpuMask()),
  /** Flows that are told apart for that; CPUs take it when their bit is set. */
  FLOW_LIMIT_TABLE_LEN(
      "net.core.flow_limit_table_len",
      Scope.INITIAL,
      new Text(
          "(1|2|4|8|16|32|64|128|256|512|1024|2048|4096|8192|16384|32768|65536)",
          "a power of two from 1 to 65536")),
  /** Connections that wait for accept(2). */
  SOMAXCONN("net.core.somaxconn", Scope.EACH, new Range(1, 1 << 24, "connections")),
  /** The largest receive buffer that a socket may ask for. */
  RMEM_MAX("net.core.rmem_max", 2_304, Integer.MAX_VALUE, "bytes"),
  /** The receive buffer of a socket that does not ask. */
  RMEM_DEFAULT("net.core.rmem_default", 2_304, Integer.MAX_VALUE, "bytes"),
  /** The largest send buffer that a socket may ask for. */
  WMEM_MAX("net.core.wmem_max", 4_608, Integer.MAX_VALUE, "bytes"),
  /** The send buffer of a socket that does not ask. */
  WMEM_DEFAULT("net.core.wmem_default", 4_608, Integer.MAX_VALUE, "bytes"),
  /** Receive buffers of TCP sockets. */
  TCP_RMEM("net.ipv4.tcp_rmem", Scope.EACH, Text.THREE_SIZES),
  /** Send buffers of TCP sockets. */
  TCP_WMEM("net.ipv4.tcp_wmem", Scope.EACH, Text.THREE_SIZES),
  /** The queueing discipline of queues that are made later. */
  DEFAULT_QDISC(
      "net.core.default_qdisc",
      Scope.INITIAL,
      new Text(
          "(pfifo_fast|fq|fq_codel|fq_pie|cake|codel|pie|sfq|pfifo|bfifo)",
          "one of pfifo_fast, fq, fq_codel, fq_pie, cake, codel, pie, sfq, pfifo, bfifo"));

  /** In which network namespaces a sysctl is. */
  public enum Scope {
    /** In the initial one only: it is the node's. */
    INITIAL,
    /** In each; the one of the daemon, the node's own, is set, those of pods are not. */
    EACH
  }

  /** What a sysctl's value is. */
  public sealed interface Form {}

  /**
   * A whole number in a range.
   *
   * @param min the least valid
   * @param max the greatest valid
   * @param unit what it counts, for people
   */
  public record Range(long min, long max, String unit) implements Form {}

  /** A mask of CPUs in hexadecimal groups. */
  public record CpuMask() implements Form {
    static final String REGEX = "[0-9a-fA-F]{1,8}(,[0-9a-fA-F]{1,8})*";
    static final String WANT = "a hexadecimal CPU mask in quotes, as in \"ff\"";
  }

  /**
   * A text of a grammar.
   *
   * @param regex the grammar, in the part of the language that RE2 and Java share
   * @param want what is valid, for people
   */
  public record Text(String regex, String want) implements Form {
    static final Text THREE_SIZES =
        new Text(
            "[1-9][0-9]{3,8}( +[1-9][0-9]{3,8}){2}",
            "three numbers of bytes, the least, the default and the greatest, as in \"4096 131072"
                + " 6291456\"");
  }

  private final String key;
  private final Scope scope;

  @SuppressWarnings("ImmutableEnumChecker") // records only
  private final Form form;

  Sysctl(String key, Scope scope, Form form) {
    this.key = key;
    this.scope = scope;
    this.form = form;
  }

  Sysctl(String key, long min, long max, String unit) {
    this(key, Scope.INITIAL, new Range(min, max, unit));
  }

  /** The name with dots, as {@code sysctl -a} prints it. */
  public String key() {
    return key;
  }

  /** In which network namespaces it is. */
  public Scope scope() {
    return scope;
  }

  /** What its value is. */
  public Form form() {
    return form;
  }

  /** The sysctl of a name, or nothing when it is not on the list. */
  public static Optional<Sysctl> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
