package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A netlink socket that the kernel sends events to, of one kind. For one thread.
 *
 * @param <T> the events
 */
public final class NetlinkEvents<T> implements EventSource {
  private static final int ROUTE = 0;
  private static final int KOBJECT_UEVENT = 15;
  private static final int LINKS_GROUP = 1;
  private static final int KERNEL_GROUP = 1;
  private static final int UDEV_GROUP = 2;

  private static final int AF_NETLINK = 16;
  private static final int RAW_CLOEXEC_NONBLOCK = 3 | 0x80000 | 0x800;
  private static final int ADDRESS_BYTES = 12;

  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int ADD_MEMBERSHIP = 1;
  private static final int MSG_TRUNC = 0x20;

  /** Room for bursts, such as a card that makes hundreds of queues anew; used only in one. */
  private static final int ROOM_BYTES = 1 << 20;

  private static final int RECEIVE_BYTES = 32 * 1024;

  /** So many at a time, so that a flood does not keep the reader. */
  private static final int MOST = 4096;

  private static final int LENGTH_AT = 0;
  private static final int TYPE_AT = 4;

  /** Lower types are netlink's own, {@code NLMSG_MIN_TYPE}. */
  private static final int FIRST_OF_PROTOCOLS = 0x10;

  private static final int TASKSTATS_GET = 1;
  private static final int REGISTER_CPUS = 3;

  /** Understands what the kernel sends. */
  private interface Parser<T> {
    Optional<T> parse(int type, ByteBuffer message);
  }

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(RECEIVE_BYTES, Long.BYTES);
  private final ByteBuffer received = buffer.asByteBuffer().order(ByteOrder.nativeOrder());
  private final int fd;
  private final boolean messages;
  private final Parser<T> parser;

  private NetlinkEvents(int fd, boolean messages, Parser<T> parser) {
    this.fd = fd;
    this.messages = messages;
    this.parser = parser;
  }

  /** Network interfaces of this network namespace. */
  public static Answer<NetlinkEvents<LinkEvent>> links() {
    return open(ROUTE, true, LinkEvent::in, ROOM_BYTES, LINKS_GROUP);
  }

  /** What is set of devices by ethtool's interfaces, netlink or ioctl. */
  public static Answer<NetlinkEvents<EthtoolEvent>> ethtool() {
    return switch (GenericFamily.of("ethtool")) {
      case Answer.Refused<GenericFamily> refused -> new Answer.Refused<>(refused.errno());
      case Answer.Got<GenericFamily> family -> {
        Integer group = family.value().groups().get("monitor");
        yield group == null
            ? new Answer.Refused<>(Errno.EOPNOTSUPP)
            : open(
                NetlinkSocket.GENERIC,
                true,
                (_, message) -> EthtoolEvent.in(message),
                ROOM_BYTES,
                group);
      }
    };
  }

  /** Devices that come, go and change, as the kernel and udev tell. */
  public static Answer<NetlinkEvents<Uevent>> uevents() {
    return uevents(ROOM_BYTES);
  }

  static Answer<NetlinkEvents<Uevent>> uevents(int room) {
    return open(
        KOBJECT_UEVENT, false, (_, message) -> Uevent.in(message), room, KERNEL_GROUP, UDEV_GROUP);
  }

  /**
   * Every task that ends, from now until this is closed; takes CAP_NET_ADMIN in the initial user
   * and PID namespace.
   *
   * @param cpus the CPUs on which they end, as {@code /sys/devices/system/cpu/possible} lists them
   */
  public static Answer<NetlinkEvents<ExitRecord>> exits(String cpus) {
    return switch (GenericFamily.of("TASKSTATS")) {
      case Answer.Refused<GenericFamily> refused -> new Answer.Refused<>(refused.errno());
      case Answer.Got<GenericFamily> family ->
          switch (open(
              NetlinkSocket.GENERIC, true, (_, message) -> ExitRecord.in(message), ROOM_BYTES)) {
            case Answer.Refused<NetlinkEvents<ExitRecord>> refused -> refused;
            case Answer.Got<NetlinkEvents<ExitRecord>> events ->
                registered(events.value(), family.value().number(), cpus);
          };
    };
  }

  private static Answer<NetlinkEvents<ExitRecord>> registered(
      NetlinkEvents<ExitRecord> events, int family, String cpus) {
    byte[] request =
        NetlinkMessage.generic(family, TASKSTATS_GET).text(REGISTER_CPUS, cpus).bytes(1);
    var memory = CallMemory.ofThread();
    if (request.length > CallMemory.PAGE_BYTES) {
      events.close();
      return new Answer.Refused<>(Errno.EMSGSIZE);
    }
    MemorySegment.copy(request, 0, memory.page(), JAVA_BYTE, 0, request.length);
    long sent =
        SystemCall.SENDTO.call(memory, events.fd, memory.page().address(), request.length, 0);
    // The kernel has answered when send(2) returns; exits may stand before its answer already.
    int error = sent < 0 ? (int) -sent : events.acknowledgement(memory);
    if (error != 0) {
      events.close();
      return new Answer.Refused<>(new Errno(error));
    }
    return new Answer.Got<>(events);
  }

  private int acknowledgement(CallMemory memory) {
    for (int n = 0; n < MOST; n++) {
      long length = receive(memory);
      if (length < 0) {
        return (int) -length;
      }
      if (length >= NetlinkMessage.HEADER_BYTES + Integer.BYTES
          && Short.toUnsignedInt(received.getShort(TYPE_AT)) == NetlinkAnswers.ERROR) {
        return -received.getInt(NetlinkMessage.HEADER_BYTES);
      }
    }
    return Errno.EBADMSG.code();
  }

  private static <T> Answer<NetlinkEvents<T>> open(
      int protocol, boolean messages, Parser<T> parser, int room, int... groups) {
    var memory = CallMemory.ofThread();
    long fd = SystemCall.SOCKET.call(memory, AF_NETLINK, RAW_CLOEXEC_NONBLOCK, protocol, 0);
    if (fd < 0) {
      return new Answer.Refused<>(new Errno((int) -fd));
    }
    // Without it there is less room, and an overflow is told the same.
    option(memory, fd, SOL_SOCKET, SO_RCVBUFFORCE, room);
    MemorySegment address = memory.page().asSlice(0, ADDRESS_BYTES);
    address.fill((byte) 0);
    address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
    long result = SystemCall.BIND.call(memory, fd, address.address(), ADDRESS_BYTES, 0);
    for (int group : groups) {
      if (result >= 0) {
        result = option(memory, fd, SOL_NETLINK, ADD_MEMBERSHIP, group);
      }
    }
    if (result < 0) {
      SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
      return new Answer.Refused<>(new Errno((int) -result));
    }
    return new Answer.Got<>(new NetlinkEvents<>((int) fd, messages, parser));
  }

  private static long option(CallMemory memory, long fd, int level, int name, int value) {
    memory.page().set(JAVA_INT, 0, value);
    return SystemCall.SETSOCKOPT.call(
        memory, fd, level, name, memory.page().address(), Integer.BYTES, 0);
  }

  @Override
  public int descriptor() {
    return fd;
  }

  /**
   * Reads what there is.
   *
   * @return false where some were lost: the kernel had no room for them, or they are not understood
   */
  public boolean read(Consumer<? super T> told) {
    var memory = CallMemory.ofThread();
    boolean whole = true;
    for (int n = 0; n < MOST; n++) {
      long length = receive(memory);
      if (length == -Errno.EAGAIN.code()) {
        break;
      }
      if (length < 0 && length != -Errno.ENOBUFS.code()) {
        return false;
      }
      whole &= length >= 0 && length <= RECEIVE_BYTES && understood((int) length, told);
    }
    return whole;
  }

  private boolean understood(int length, Consumer<? super T> told) {
    try {
      parse(length, told);
      return true;
    } catch (MalformedNetlinkException e) {
      return false;
    }
  }

  private long receive(CallMemory memory) {
    return SystemCall.RECVFROM.call(memory, fd, buffer.address(), RECEIVE_BYTES, MSG_TRUNC);
  }

  private void parse(int end, Consumer<? super T> told) {
    if (!messages) {
      parser.parse(0, slice(0, end)).ifPresent(told);
      return;
    }
    int at = 0;
    while (end - at >= NetlinkMessage.HEADER_BYTES) {
      int length = received.getInt(at + LENGTH_AT);
      if (length < NetlinkMessage.HEADER_BYTES || length > end - at) {
        throw new MalformedNetlinkException(
            "message of %d bytes where %d are left".formatted(length, end - at));
      }
      int type = Short.toUnsignedInt(received.getShort(at + TYPE_AT));
      int header = NetlinkMessage.HEADER_BYTES;
      if (type >= FIRST_OF_PROTOCOLS) {
        parser.parse(type, slice(at + header, length - header)).ifPresent(told);
      }
      at += NetlinkMessage.padded(length);
    }
  }

  private ByteBuffer slice(int at, int length) {
    return received.slice(at, length).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    SystemCall.CLOSE.call(CallMemory.ofThread(), fd, 0, 0, 0);
    arena.close();
  }
}
