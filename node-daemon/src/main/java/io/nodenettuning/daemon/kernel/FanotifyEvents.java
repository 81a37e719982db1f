package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes through what one read(2) of a fanotify descriptor gave ({@code
 * include/uapi/linux/fanotify.h}), without making objects of it.
 */
final class FanotifyEvents {

  /** {@code struct fanotify_event_metadata}. */
  static final int METADATA_BYTES = 24;

  /** {@code struct fanotify_event_info_pidfd}. */
  static final int PIDFD_BYTES = 8;

  private static final int VERSION = 3;
  private static final int VERSION_AT = 4;
  private static final int METADATA_LENGTH_AT = 6;
  private static final int MASK_AT = 8;
  private static final int DESCRIPTOR_AT = 16;
  private static final int PID_AT = 20;

  private static final int INFO_HEADER_BYTES = 4;
  private static final int INFO_LENGTH_AT = 2;
  private static final int INFO_PIDFD = 4;

  private static final long OVERFLOW = 0x4000;

  /** {@code FAN_NOFD} and {@code FAN_NOPIDFD}. */
  private static final int NONE = -1;

  private final ByteBuffer bytes;
  private int at;
  private int length;
  private int end;

  /** Over memory that reads fill again and again. */
  FanotifyEvents(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** Begins with what a read gave. */
  void begin(int read) {
    at = 0;
    length = 0;
    end = read;
  }

  /** Goes to the next event; false where there is none, or none that is understood. */
  boolean next() {
    at += length;
    if (end - at < METADATA_BYTES) {
      return false;
    }
    length = bytes.getInt(at);
    return length >= METADATA_BYTES
        && length <= end - at
        && bytes.get(at + VERSION_AT) == VERSION
        && Short.toUnsignedInt(bytes.getShort(at + METADATA_LENGTH_AT)) >= METADATA_BYTES;
  }

  /** Whether the kernel had to drop events. */
  boolean overflow() {
    return (bytes.getLong(at + MASK_AT) & OVERFLOW) != 0;
  }

  /**
   * The descriptor of the file; negative where the kernel could not open it: the errno, or {@code
   * FAN_NOFD} where it does not tell ({@code FAN_REPORT_FD_ERROR}, since Linux 6.13).
   */
  int descriptor() {
    return bytes.getInt(at + DESCRIPTOR_AT);
  }

  /** The process, 0 where it is in no PID namespace of this one's. */
  int pid() {
    return bytes.getInt(at + PID_AT);
  }

  /** A descriptor of the process, negative where it is gone or the kernel gives none. */
  int pidfd() {
    int info = at + Short.toUnsignedInt(bytes.getShort(at + METADATA_LENGTH_AT));
    int limit = at + length;
    while (limit - info >= INFO_HEADER_BYTES) {
      int size = Short.toUnsignedInt(bytes.getShort(info + INFO_LENGTH_AT));
      if (size < INFO_HEADER_BYTES || size > limit - info) {
        return NONE;
      }
      if (bytes.get(info) == INFO_PIDFD && size >= PIDFD_BYTES) {
        return bytes.getInt(info + INFO_HEADER_BYTES);
      }
      info += size;
    }
    return NONE;
  }
}
