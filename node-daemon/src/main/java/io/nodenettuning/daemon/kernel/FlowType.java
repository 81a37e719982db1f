package io.nodenettuning.daemon.kernel;

/** A kind of flow that a device hashes, with its number in {@code include/uapi/linux/ethtool.h}. */
public enum FlowType {
  TCP4("tcp4", 1),
  UDP4("udp4", 2),
  SCTP4("sctp4", 3),
  TCP6("tcp6", 5),
  UDP6("udp6", 6),
  SCTP6("sctp6", 7),
  AH4("ah4", 9),
  ESP4("esp4", 10),
  AH6("ah6", 11),
  ESP6("esp6", 12);

  private final String key;
  private final int number;

  FlowType(String key, int number) {
    this.key = key;
    this.number = number;
  }

  /** As {@code ethtool -n DEV rx-flow-hash} calls it. */
  public String key() {
    return key;
  }

  int number() {
    return number;
  }
}
