package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A netlink request under construction: header, the protocol's own header, attributes. Everything
 * is in host byte order and padded to four bytes ({@code include/uapi/linux/netlink.h}).
 */
final class NetlinkMessage {
  static final int REQUEST = 0x1;
  static final int ACK = 0x4;
  static final int DUMP = 0x300;

  /** {@code struct nlmsghdr}: length, type, flags, sequence, port. */
  static final int HEADER_BYTES = 16;

  /** {@code struct genlmsghdr}: command, version, reserved. */
  static final int GENERIC_HEADER_BYTES = 4;

  static final int ATTRIBUTE_HEADER_BYTES = 4;

  /** Marks an attribute that holds attributes, {@code NLA_F_NESTED}. */
  private static final int NESTED = 0x8000;

  private static final int SEQUENCE_AT = 8;

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

  /**
   * Starts a message; the protocol's own header comes next.
   *
   * @param type of the protocol, or a family's number in generic netlink
   * @param flags {@link #REQUEST} with {@link #ACK} or {@link #DUMP}
   */
  NetlinkMessage(int type, int flags) {
    bytes.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
  }

  /** A request of generic netlink that the kernel acknowledges. */
  static NetlinkMessage generic(int family, int command) {
    return generic(family, command, REQUEST | ACK);
  }

  /** A request of generic netlink for all that there is of something. */
  static NetlinkMessage genericDump(int family, int command) {
    return generic(family, command, REQUEST | DUMP);
  }

  private static NetlinkMessage generic(int family, int command, int flags) {
    var message = new NetlinkMessage(family, flags);
    message.bytes.put((byte) command).put((byte) 1).putShort((short) 0);
    return message;
  }

  /** Adds an attribute of one byte. */
  NetlinkMessage u8(int attribute, int value) {
    header(attribute, 1).put((byte) value);
    return pad();
  }

  /** Adds an attribute of four bytes. */
  NetlinkMessage u32(int attribute, int value) {
    header(attribute, Integer.BYTES).putInt(value);
    return this;
  }

  /** Adds a text that ends with a NUL. */
  NetlinkMessage text(int attribute, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    header(attribute, text.length + 1).put(text).put((byte) 0);
    return pad();
  }

  /** Adds an attribute that says something by being there. */
  NetlinkMessage flag(int attribute) {
    header(attribute, 0);
    return this;
  }

  /** Adds an attribute that holds those that {@code inside} adds. */
  NetlinkMessage nest(int attribute, Consumer<NetlinkMessage> inside) {
    int start = bytes.position();
    header(attribute | NESTED, 0);
    inside.accept(this);
    bytes.putShort(start, (short) (bytes.position() - start));
    return this;
  }

  /** The finished message. */
  byte[] bytes(int sequence) {
    bytes.putInt(0, bytes.position()).putInt(SEQUENCE_AT, sequence);
    byte[] message = new byte[bytes.position()];
    bytes.get(0, message);
    return message;
  }

  private ByteBuffer header(int attribute, int length) {
    int needed = bytes.position() + padded(ATTRIBUTE_HEADER_BYTES + length);
    if (needed > bytes.capacity()) {
      var larger = ByteBuffer.allocate(2 * needed).order(ByteOrder.nativeOrder());
      bytes = larger.put(bytes.flip());
    }
    return bytes.putShort((short) (ATTRIBUTE_HEADER_BYTES + length)).putShort((short) attribute);
  }

  private NetlinkMessage pad() {
    while (bytes.position() != padded(bytes.position())) {
      bytes.put((byte) 0);
    }
    return this;
  }

  /** A length with its padding, {@code NLMSG_ALIGN}. */
  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
