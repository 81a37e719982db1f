package io.nodenettuning.daemon.kernel;

import java.util.List;

/**
 * How a device spreads flows over its receive queues ({@code
 * Documentation/networking/scaling.rst}).
 */
public interface ReceiveHash {

  /** Bits of what is hashed, {@code RXH_*} of {@code include/uapi/linux/ethtool.h}. */
  long VLAN = 1 << 2;

  long PROTOCOL = 1 << 3;
  long SRC_IP = 1 << 4;
  long DST_IP = 1 << 5;
  long SRC_PORT = 1 << 6;
  long DST_PORT = 1 << 7;

  /** What of a kind of flow is hashed, as bits. */
  Answer<Long> fields(String device, FlowType flow);

  /**
   * Sets what of a kind of flow is hashed.
   *
   * @return what is hashed now
   */
  Answer<Long> setFields(String device, FlowType flow, long fields);

  /** The receive queue of each value of the hash, modulo the table's length. */
  Answer<List<Integer>> indirection(String device);

  /**
   * Sets the table.
   *
   * @param queues one for each entry, or none for what the kernel does by default
   * @return the table as it is now
   */
  Answer<List<Integer>> setIndirection(String device, List<Integer> queues);
}
