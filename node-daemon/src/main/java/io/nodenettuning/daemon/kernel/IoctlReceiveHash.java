package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.nodenettuning.daemon.kernel.Answer.Got;
import io.nodenettuning.daemon.kernel.Answer.Refused;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Receive hashing by {@code SIOCETHTOOL} ({@code include/uapi/linux/ethtool.h}): netlink can set it
 * only since Linux 6.17. In the network namespace of the thread that asks. Getting needs no
 * privilege, setting needs CAP_NET_ADMIN.
 */
final class IoctlReceiveHash implements ReceiveHash {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SIOCETHTOOL = 0x8946;

  /** {@code struct ifreq}: a name of sixteen bytes and a pointer. */
  private static final int REQUEST_BYTES = 40;

  private static final int NAME_BYTES = 16;

  /** {@code struct ethtool_rxnfc}: command, flow type, data, and a filter that is not used here. */
  private static final int RXNFC_BYTES = 192;

  private static final int FLOW_AT = 4;
  private static final int FIELDS_AT = 8;
  private static final int GET_FIELDS = 0x29;
  private static final int SET_FIELDS = 0x2a;

  /** {@code struct ethtool_rxfh}: command, context, two lengths, functions; then the table. */
  private static final int RXFH_BYTES = 24;

  private static final int LENGTH_AT = 8;
  private static final int GET_TABLE = 0x46;
  private static final int SET_TABLE = 0x47;

  /** No device has a longer one: a length beyond is a kernel that is not understood. */
  private static final int LONGEST_TABLE = 1 << 16;

  @Override
  public Answer<Long> fields(String device, FlowType flow) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rxnfc = rxnfc(arena, GET_FIELDS, flow);
      long result = ask(arena, device, rxnfc);
      return result < 0 ? refused(result) : new Got<>(rxnfc.get(JAVA_LONG, FIELDS_AT));
    }
  }

  @Override
  public Answer<Long> setFields(String device, FlowType flow, long fields) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rxnfc = rxnfc(arena, SET_FIELDS, flow);
      rxnfc.set(JAVA_LONG, FIELDS_AT, fields);
      long result = ask(arena, device, rxnfc);
      return result < 0 ? refused(result) : fields(device, flow);
    }
  }

  private static MemorySegment rxnfc(Arena arena, int command, FlowType flow) {
    MemorySegment rxnfc = arena.allocate(RXNFC_BYTES, Long.BYTES);
    rxnfc.set(JAVA_INT, 0, command);
    rxnfc.set(JAVA_INT, FLOW_AT, flow.number());
    return rxnfc;
  }

  @Override
  public Answer<List<Integer>> indirection(String device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lengths = rxfh(arena, GET_TABLE, 0);
      long result = ask(arena, device, lengths);
      if (result < 0) {
        return refused(result);
      }
      int length = lengths.get(JAVA_INT, LENGTH_AT);
      if (length <= 0 || length > LONGEST_TABLE) {
        return new Refused<>(Errno.EOPNOTSUPP);
      }
      MemorySegment table = rxfh(arena, GET_TABLE, length);
      result = ask(arena, device, table);
      return result < 0 ? refused(result) : new Got<>(table(table, length));
    }
  }

  private static List<Integer> table(MemorySegment rxfh, int length) {
    List<Integer> queues = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      queues.add(rxfh.get(JAVA_INT, RXFH_BYTES + (long) i * Integer.BYTES));
    }
    return queues;
  }

  @Override
  public Answer<List<Integer>> setIndirection(String device, List<Integer> queues) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = rxfh(arena, SET_TABLE, queues.size());
      for (int i = 0; i < queues.size(); i++) {
        table.set(JAVA_INT, RXFH_BYTES + (long) i * Integer.BYTES, queues.get(i));
      }
      long result = ask(arena, device, table);
      return result < 0 ? refused(result) : indirection(device);
    }
  }

  /** The hash's key and function stay as they are: a length of 0 says so. */
  private static MemorySegment rxfh(Arena arena, int command, int length) {
    MemorySegment rxfh = arena.allocate(RXFH_BYTES + (long) length * Integer.BYTES, Long.BYTES);
    rxfh.set(JAVA_INT, 0, command);
    rxfh.set(JAVA_INT, LENGTH_AT, length);
    return rxfh;
  }

  private static long ask(Arena arena, String device, MemorySegment data) {
    if (device.length() >= NAME_BYTES) {
      return -Errno.ENODEV.code();
    }
    MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
    request.setString(0, device);
    request.set(JAVA_LONG, NAME_BYTES, data.address());
    var memory = CallMemory.ofThread();
    long socket = SystemCall.SOCKET.call(memory, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0);
    if (socket < 0) {
      return socket;
    }
    try {
      return SystemCall.IOCTL.call(memory, socket, SIOCETHTOOL, request.address(), 0);
    } finally {
      SystemCall.CLOSE.call(memory, socket, 0, 0, 0);
    }
  }

  private static <T> Answer<T> refused(long result) {
    return new Refused<>(new Errno((int) -result));
  }
}
