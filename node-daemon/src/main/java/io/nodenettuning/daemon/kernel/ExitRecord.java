package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the kernel tells of a task that ends ({@code Documentation/accounting/taskstats.rst}).
 *
 * @param pid its number in the initial PID namespace
 * @param command its name
 * @param parent number of its parent
 * @param user number of its user
 */
public record ExitRecord(int pid, String command, int parent, long user) {
  private static final int NEW = 2;
  private static final int AGGREGATE_OF_TASK = 4;
  private static final int PID = 1;
  private static final int STATS = 3;

  /** Offsets in {@code struct taskstats}. */
  private static final int COMMAND_AT = 80;

  private static final int COMMAND_BYTES = 32;
  private static final int USER_AT = 120;
  private static final int PID_AT = 128;
  private static final int PARENT_AT = 132;

  /**
   * Version 15 alone (Linux 6.14 and 6.15) has the greatest and least delays in between, for CPU,
   * block I/O and swapping.
   */
  private static final int SHIFT_OF_VERSION_15 = 3 * 2 * Long.BYTES;

  /**
   * The record of a message.
   *
   * @param message what is behind its {@code nlmsghdr}
   * @return nothing where it is none of a single task
   */
  static Optional<ExitRecord> in(ByteBuffer message) {
    if (message.limit() == 0 || message.get(0) != NEW) {
      return Optional.empty();
    }
    NetlinkAttributes task = GenericNetlink.attributes(message).nest(AGGREGATE_OF_TASK);
    return task.find(PID).flatMap(pid -> task.find(STATS).flatMap(s -> in(pid.u32(), s)));
  }

  /** The number stands in the record too: where it does, the layout is the one that is meant. */
  private static Optional<ExitRecord> in(int pid, NetlinkAttributes.Attribute stats) {
    for (int shift : new int[] {0, SHIFT_OF_VERSION_15}) {
      int end = PARENT_AT + shift + Integer.BYTES;
      if (stats.length() >= end && stats.u32((PID_AT + shift) / Integer.BYTES) == pid) {
        byte[] command = stats.bytes(COMMAND_AT + shift, COMMAND_BYTES);
        int length = 0;
        while (length < command.length && command[length] != 0) {
          length++;
        }
        return Optional.of(
            new ExitRecord(
                pid,
                new String(command, 0, length, StandardCharsets.UTF_8),
                stats.u32((PARENT_AT + shift) / Integer.BYTES),
                Integer.toUnsignedLong(stats.u32((USER_AT + shift) / Integer.BYTES))));
      }
    }
    return Optional.empty();
  }
}
