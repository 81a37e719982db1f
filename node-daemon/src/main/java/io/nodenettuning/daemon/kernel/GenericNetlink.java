package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A family of generic netlink, by name ({@code include/uapi/linux/genetlink.h}). The kernel gives
 * families their numbers as it registers them, so the number is asked for once.
 */
final class GenericNetlink implements AutoCloseable {
  private static final int CONTROLLER = 16;
  private static final int GET_FAMILY = 3;
  private static final int FAMILY_ID = 1;
  private static final int FAMILY_NAME = 2;

  private static final int UNRESOLVED = -1;

  private final NetlinkSocket socket = new NetlinkSocket(NetlinkSocket.GENERIC);
  private final String family;
  private int number = UNRESOLVED;

  GenericNetlink(String family) {
    this.family = family;
  }

  /**
   * Asks the family for something.
   *
   * @param attributes adds the attributes of the request
   * @return the answers, for {@link #attributes}; {@link Errno#EOPNOTSUPP} where this kernel has no
   *     such family
   * @throws MalformedNetlinkException where the kernel's answer is none
   */
  NetlinkReply ask(int command, Consumer<NetlinkMessage> attributes) {
    return resolved(() -> {
      var request = NetlinkMessage.generic(number, command);
      attributes.accept(request);
      return socket.exchange(request);
    });
  }

  /** Asks the family for all that it has of something; else as {@link #ask}. */
  NetlinkReply askAll(int command, Consumer<NetlinkMessage> attributes) {
    return resolved(() -> {
      var request = NetlinkMessage.genericDump(number, command);
      attributes.accept(request);
      return socket.exchange(request);
    });
  }

  private NetlinkReply resolved(Supplier<NetlinkReply> exchange) {
    if (number == UNRESOLVED) {
      var resolve = NetlinkMessage.generic(CONTROLLER, GET_FAMILY).text(FAMILY_NAME, family);
      switch (socket.exchange(resolve)) {
        case NetlinkReply.Answered answered -> number = number(answered);
        case NetlinkReply.Refused refused -> {
          return Errno.ENOENT.equals(refused.errno()) ? noFamily() : refused;
        }
      }
    }
    return exchange.get();
  }

  /** The attributes of one answer, behind its header. */
  static NetlinkAttributes attributes(ByteBuffer payload) {
    int header = NetlinkMessage.GENERIC_HEADER_BYTES;
    if (payload.limit() < header) {
      throw new MalformedNetlinkException("answer of %d bytes".formatted(payload.limit()));
    }
    return NetlinkAttributes.in(payload.slice(header, payload.limit() - header));
  }

  /**
   * The attributes of the answer to a request that has exactly one.
   *
   * @throws MalformedNetlinkException where there is another number of them
   */
  static NetlinkAttributes only(NetlinkReply.Answered answered) {
    if (answered.payloads().size() != 1) {
      throw new MalformedNetlinkException(answered.payloads().size() + " answers where one is due");
    }
    return attributes(answered.payloads().getFirst());
  }

  private static int number(NetlinkReply.Answered answered) {
    return only(answered)
        .find(FAMILY_ID)
        .orElseThrow(() -> new MalformedNetlinkException("family without number"))
        .u16();
  }

  private NetlinkReply noFamily() {
    return new NetlinkReply.Refused(
        Errno.EOPNOTSUPP, "this kernel has no netlink family " + family);
  }

  @Override
  public void close() {
    socket.close();
  }
}
