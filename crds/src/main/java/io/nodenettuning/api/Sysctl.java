package io.nodenettuning.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * The network sysctls that a tuning may set, with the values that make sense. They exist in the
 * initial network namespace only (net/core/sysctl_net_core.c). Where the kernel takes any number,
 * the bounds here keep a typing error from stopping a node's network.
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
  GRO_NORMAL_BATCH("net.core.gro_normal_batch", 1, 65_535, "packets");

  private final String key;
  private final long min;
  private final long max;
  private final String unit;

  Sysctl(String key, long min, long max, String unit) {
    this.key = key;
    this.min = min;
    this.max = max;
    this.unit = unit;
  }

  /** The name with dots, as {@code sysctl -a} prints it. */
  public String key() {
    return key;
  }

  /** The least valid value. */
  public long min() {
    return min;
  }

  /** The greatest valid value. */
  public long max() {
    return max;
  }

  /** What the value counts, for people. */
  public String unit() {
    return unit;
  }

  /** The sysctl of a name, or nothing when it is not on the list. */
  public static Optional<Sysctl> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
