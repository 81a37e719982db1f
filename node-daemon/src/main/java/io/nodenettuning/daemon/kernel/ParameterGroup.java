package io.nodenettuning.daemon.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers of a device that ethtool reads and writes in one message, with the message's commands and
 * attributes ({@code include/uapi/linux/ethtool_netlink.h}). The names are those of {@code
 * ethtool}'s options.
 */
public enum ParameterGroup {
  /** Queues ({@code ethtool -l}). */
  CHANNELS("channels", 17, 18),
  /** Descriptors of each ring ({@code ethtool -g}). */
  RINGS("rings", 15, 16),
  /** Delays of interrupts ({@code ethtool -c}). */
  COALESCE("coalesce", 19, 20);

  static {
    CHANNELS.u32("rx", 6, 2).u32("tx", 7, 3).u32("combined", 9, 5);
    RINGS.u32("rx", 6, 2).u32("tx", 9, 5);
    COALESCE
        .u32("rx-usecs", 2)
        .u32("rx-frames", 3)
        .u32("rx-usecs-irq", 4)
        .u32("rx-frames-irq", 5)
        .u32("tx-usecs", 6)
        .u32("tx-frames", 7)
        .u32("tx-usecs-irq", 8)
        .u32("tx-frames-irq", 9)
        .u32("stats-block-usecs", 10)
        .flag("adaptive-rx", 11)
        .flag("adaptive-tx", 12)
        .u32("pkt-rate-low", 13)
        .u32("rx-usecs-low", 14)
        .u32("rx-frames-low", 15)
        .u32("tx-usecs-low", 16)
        .u32("tx-frames-low", 17)
        .u32("pkt-rate-high", 18)
        .u32("rx-usecs-high", 19)
        .u32("rx-frames-high", 20)
        .u32("tx-usecs-high", 21)
        .u32("tx-frames-high", 22)
        .u32("sample-interval", 23)
        .flag("cqe-mode-tx", 24)
        .flag("cqe-mode-rx", 25)
        .u32("tx-aggr-max-bytes", 26)
        .u32("tx-aggr-max-frames", 27)
        .u32("tx-aggr-time-usecs", 28);
  }

  private static final int NO_MAXIMUM = 0;

  private final String key;
  private final int get;
  private final int set;

  @SuppressWarnings("ImmutableEnumChecker") // filled before anybody can see it
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();

  /**
   * Where a number is in the message.
   *
   * @param number the attribute's type
   * @param maximum that of its greatest value, or {@link #NO_MAXIMUM}
   * @param flag whether it is one byte that says yes or no
   */
  record Attribute(int number, int maximum, boolean flag) {
    boolean hasMaximum() {
      return maximum != NO_MAXIMUM;
    }
  }

  ParameterGroup(String key, int get, int set) {
    this.key = key;
    this.get = get;
    this.set = set;
  }

  private ParameterGroup u32(String name, int number) {
    return u32(name, number, NO_MAXIMUM);
  }

  private ParameterGroup u32(String name, int number, int maximum) {
    attributes.put(name, new Attribute(number, maximum, false));
    return this;
  }

  private ParameterGroup flag(String name, int number) {
    attributes.put(name, new Attribute(number, NO_MAXIMUM, true));
    return this;
  }

  /** Its key in a recording. */
  public String key() {
    return key;
  }

  /** Whether a parameter says yes or no, instead of how much. */
  public boolean isFlag(String name) {
    Attribute attribute = attributes.get(name);
    return attribute != null && attribute.flag();
  }

  int get() {
    return get;
  }

  int set() {
    return set;
  }

  Map<String, Attribute> attributes() {
    return Collections.unmodifiableMap(attributes);
  }
}
