package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the answers to one request until the kernel says that there are no more. */
final class NetlinkAnswers {
  static final int ERROR = 2;
  private static final int DONE = 3;

  /** On an error: only the header of the request follows it, {@code NLM_F_CAPPED}. */
  private static final int CAPPED = 0x100;

  /** On an error: attributes follow, {@code NLM_F_ACK_TLVS}. */
  private static final int EXPLAINED = 0x200;

  /** Attribute of an error: the text, {@code NLMSGERR_ATTR_MSG}. */
  private static final int MESSAGE = 1;

  private static final int TYPE_AT = 4;
  private static final int FLAGS_AT = 6;
  private static final int SEQUENCE_AT = 8;

  private final int sequence;
  private final List<ByteBuffer> payloads = new ArrayList<>();

  NetlinkAnswers(int sequence) {
    this.sequence = sequence;
  }

  /**
   * Takes what one recv(2) gave: one or more messages. Those of another sequence answer a request
   * that was given up, or none.
   *
   * @return the reply once it is complete
   * @throws MalformedNetlinkException where the messages do not fit
   */
  Optional<NetlinkReply> add(byte[] received) {
    var bytes = ByteBuffer.wrap(received).order(ByteOrder.nativeOrder());
    int at = 0;
    while (bytes.limit() - at >= NetlinkMessage.HEADER_BYTES) {
      int length = bytes.getInt(at);
      if (length < NetlinkMessage.HEADER_BYTES || length > bytes.limit() - at) {
        throw new MalformedNetlinkException(
            "message of %d bytes where %d are left".formatted(length, bytes.limit() - at));
      }
      if (bytes.getInt(at + SEQUENCE_AT) == sequence) {
        var reply = add(bytes.slice(at, length).order(ByteOrder.nativeOrder()));
        if (reply.isPresent()) {
          return reply;
        }
      }
      at += NetlinkMessage.padded(length);
    }
    return Optional.empty();
  }

  private Optional<NetlinkReply> add(ByteBuffer message) {
    int type = Short.toUnsignedInt(message.getShort(TYPE_AT));
    if (type == ERROR || type == DONE) {
      return Optional.of(end(message, type));
    }
    payloads.add(behind(message, NetlinkMessage.HEADER_BYTES));
    return Optional.empty();
  }

  /**
   * An error of 0 is the acknowledgement; the end of a dump carries a number of the same meaning.
   */
  private NetlinkReply end(ByteBuffer message, int type) {
    if (message.limit() < NetlinkMessage.HEADER_BYTES + Integer.BYTES) {
      throw new MalformedNetlinkException("end of %d bytes".formatted(message.limit()));
    }
    int error = message.getInt(NetlinkMessage.HEADER_BYTES);
    return error == 0
        ? new NetlinkReply.Answered(List.copyOf(payloads))
        : new NetlinkReply.Refused(new Errno(-error), explanation(message, type));
  }

  private static String explanation(ByteBuffer message, int type) {
    int flags = message.getShort(FLAGS_AT);
    if ((flags & EXPLAINED) == 0) {
      return "";
    }
    int at = NetlinkMessage.HEADER_BYTES + Integer.BYTES;
    if (type == ERROR) {
      boolean capped = (flags & CAPPED) != 0;
      at += capped ? NetlinkMessage.HEADER_BYTES : NetlinkMessage.padded(message.getInt(at));
    }
    return NetlinkAttributes.in(behind(message, at)).text(MESSAGE);
  }

  private static ByteBuffer behind(ByteBuffer message, int offset) {
    if (offset < 0 || offset > message.limit()) {
      throw new MalformedNetlinkException(
          "message of %d bytes where %d are skipped".formatted(message.limit(), offset));
    }
    return message.slice(offset, message.limit() - offset).order(ByteOrder.nativeOrder());
  }
}
