package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The attributes of a message or of a nest, in their order ({@code struct nlattr}). */
final class NetlinkAttributes implements Iterable<NetlinkAttributes.Attribute> {

  /** Without the marks for nests and network byte order, {@code NLA_TYPE_MASK}. */
  private static final int TYPE = 0x3fff;

  /** No list of the kernel's is longer; what is, would take memory before it is found wrong. */
  private static final int MOST = 0xffff;

  private final List<Attribute> attributes;

  private NetlinkAttributes(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /**
   * Those from a buffer's position to its limit.
   *
   * @throws MalformedNetlinkException where one does not fit
   */
  static NetlinkAttributes in(ByteBuffer buffer) {
    var bytes = buffer.slice().order(ByteOrder.nativeOrder());
    List<Attribute> attributes = new ArrayList<>();
    int at = 0;
    while (bytes.limit() - at >= NetlinkMessage.ATTRIBUTE_HEADER_BYTES) {
      int length = Short.toUnsignedInt(bytes.getShort(at));
      if (length < NetlinkMessage.ATTRIBUTE_HEADER_BYTES || length > bytes.limit() - at) {
        throw new MalformedNetlinkException(
            "attribute of %d bytes where %d are left".formatted(length, bytes.limit() - at));
      }
      int type = Short.toUnsignedInt(bytes.getShort(at + Short.BYTES)) & TYPE;
      int header = NetlinkMessage.ATTRIBUTE_HEADER_BYTES;
      attributes.add(new Attribute(type, bytes.slice(at + header, length - header)));
      at += NetlinkMessage.padded(length);
    }
    return new NetlinkAttributes(List.copyOf(attributes));
  }

  /** The first of a type. */
  Optional<Attribute> find(int type) {
    return attributes.stream().filter(a -> a.type == type).findFirst();
  }

  /** What is inside the first of a type; nothing where there is none. */
  NetlinkAttributes nest(int type) {
    return find(type).map(Attribute::nested).orElseGet(() -> new NetlinkAttributes(List.of()));
  }

  /**
   * The number of a type that has to be there.
   *
   * @throws MalformedNetlinkException where it is not
   */
  int u32(int type) {
    return find(type)
        .orElseThrow(() -> new MalformedNetlinkException("no attribute of type " + type))
        .u32();
  }

  /**
   * The number of a type that counts or numbers things.
   *
   * @throws MalformedNetlinkException where it is not there, or more than anything has
   */
  int count(int type) {
    int count = u32(type);
    if (count < 0 || count > MOST) {
      throw new MalformedNetlinkException("attribute %d is %08x".formatted(type, count));
    }
    return count;
  }

  /** The text of a type, empty where there is none. */
  String text(int type) {
    return find(type).map(Attribute::text).orElse("");
  }

  @Override
  public Iterator<Attribute> iterator() {
    return attributes.iterator();
  }

  /** One attribute. */
  static final class Attribute {
    private final int type;
    private final ByteBuffer value;

    private Attribute(int type, ByteBuffer value) {
      this.type = type;
      this.value = value.order(ByteOrder.nativeOrder());
    }

    int type() {
      return type;
    }

    int length() {
      return value.limit();
    }

    int u8() {
      return Byte.toUnsignedInt(value.get(at(0, Byte.BYTES)));
    }

    int u16() {
      return Short.toUnsignedInt(value.getShort(at(0, Short.BYTES)));
    }

    int u32() {
      return u32(0);
    }

    /** The n-th of an array of numbers. */
    int u32(int n) {
      return value.getInt(at(n * Integer.BYTES, Integer.BYTES));
    }

    /** The text up to its NUL. */
    String text() {
      int end = 0;
      while (end < value.limit() && value.get(end) != 0) {
        end++;
      }
      byte[] text = new byte[end];
      value.get(0, text);
      return new String(text, StandardCharsets.UTF_8);
    }

    /** A part of it. */
    byte[] bytes(int offset, int length) {
      byte[] part = new byte[length];
      value.get(at(offset, length), part);
      return part;
    }

    NetlinkAttributes nested() {
      return in(value);
    }

    private int at(int offset, int length) {
      if (offset + length > value.limit()) {
        throw new MalformedNetlinkException(
            "attribute %d of %d bytes where %d are read"
                .formatted(type, value.limit(), offset + length));
      }
      return offset;
    }
  }
}
