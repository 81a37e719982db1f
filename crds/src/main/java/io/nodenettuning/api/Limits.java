package io.nodenettuning.api;

/**
 * Bounds of the API's strings and lists. The schema refuses what is beyond; who writes a status
 * cuts to them. Those of lists and strings below {@code interfaces} are what the API server's
 * budget for rules affords.
 */
public final class Limits {
  /** Interface rules of a tuning. */
  public static final int INTERFACES = 16;

  /** Exceptions for single queues in one rule. */
  public static final int QUEUES = 256;

  /** Characters of a CPU list. */
  public static final int CPU_LIST = 256;

  /** Characters of a CPU mask. */
  public static final int CPU_MASK = 512;

  /** CPU power rules of a tuning. */
  public static final int CPU_POWER = 16;

  /** Offloads of one rule. */
  public static final int OFFLOADS = 64;

  /** Sysctls of a tuning, and those that a node may lack. */
  public static final int SYSCTLS = 32;

  /** Characters of the name of a sysctl. */
  public static final int SYSCTL = 64;

  /** Parts of a packet that are hashed. */
  public static final int HASH_FIELDS = 6;

  /** A value of coalescing: no driver takes as much. */
  public static final int COALESCE = 1 << 24;

  /** Values of one criterion of a match. */
  public static final int MATCH_VALUES = 16;

  /** Characters of the name of a rule, and of a tuning: it has to fit into a label. */
  public static final int NAME = 63;

  /** Characters of a pattern for interface names, drivers or PCI addresses. */
  public static final int GLOB = 64;

  /** Characters of the name of a node. */
  public static final int NODE_NAME = 253;

  /** Characters of a uid. */
  public static final int UID = 36;

  /** Characters of the name of a revision: the tuning's, a dash and a hash. */
  public static final int REVISION = NAME + 1 + RevisionContent.HASH_LENGTH;

  /** Characters of the id of a setting. */
  public static final int SETTING_ID = 100;

  /** Characters of a desired, expected or observed value. */
  public static final int VALUE = 128;

  /** Characters of a message about a node, a tuning or a setting. */
  public static final int MESSAGE = 256;

  /** Characters of the message of a condition. */
  public static final int CONDITION_MESSAGE = 1024;

  /** Characters of who changed a setting. */
  public static final int WRITER = 256;

  /** Characters of a reason. */
  public static final int REASON = 64;

  /** Characters of a version or a driver's name. */
  public static final int VERSION = 64;

  /** Characters of a time. */
  public static final int TIME = 35;

  /** Conditions of an object. */
  public static final int CONDITIONS = 16;

  /** Counts by outcome. */
  public static final int OUTCOMES = 32;

  /** Tunings of one node. */
  public static final int TUNINGS = 128;

  /** Settings that a node reports: the worst. */
  public static final int SETTINGS = 32;

  /** Drifts that a node reports: the latest. */
  public static final int DRIFTS = 8;

  /** Kinds of CPUs that a node reports, by how their frequency can be managed. */
  public static final int FREQUENCIES = 8;

  /** Governors, or energy-performance preferences, that a node reports for one kind of CPUs. */
  public static final int GOVERNORS = 16;

  /** Characters of the name of a governor or an energy-performance preference. */
  public static final int GOVERNOR = 32;

  /** Interfaces that a node reports. */
  public static final int NICS = 32;

  /**
   * Characters of the name of an interface: {@code IFNAMSIZ} of {@code include/uapi/linux/if.h}.
   */
  public static final int NIC_NAME = 16;

  /** Kinds of interfaces that a node reports, by driver and what they can be set to. */
  public static final int DRIVERS = 8;

  /** Features of an interface: the bits of {@code netdev_features_t}. */
  public static final int FEATURES = 64;

  /**
   * Characters of the name of a feature, and of an attribute of coalescing: {@code ETH_GSTRING_LEN}
   * of {@code include/uapi/linux/ethtool.h}.
   */
  public static final int FEATURE = 32;

  /** Attributes of coalescing that an interface can have. */
  public static final int COALESCE_ATTRIBUTES = 32;

  /** Rules without a match that a node reports for one tuning. */
  public static final int UNMATCHED_RULES = INTERFACES;

  /** Nodes that a tuning reports as not ready: the worst. */
  public static final int NOT_READY = 50;

  /** Bytes of the JSON of a {@link NodeNetTuningStateSpec} or {@link NodeNetTuningStateStatus}. */
  public static final int STATE_BYTES = 32 * 1024;

  private Limits() {}
}
