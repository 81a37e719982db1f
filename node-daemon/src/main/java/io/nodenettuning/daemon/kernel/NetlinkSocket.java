package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A netlink socket for one request at a time. It is opened when it is needed, and anew after a
 * failure, so that an answer that comes too late finds nobody. Not for use by several threads at
 * once.
 */
final class NetlinkSocket implements AutoCloseable {

  /** Protocol numbers of {@code include/uapi/linux/netlink.h}. */
  static final int GENERIC = 16;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;

  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;

  /** Makes recv(2) tell the real length of what did not fit. */
  private static final int MSG_TRUNC = 0x20;

  /**
   * The kernel works while send(2) runs, however long a device takes; its answer is there when that
   * returns. So this is no limit for slow devices but a guard against an answer that never comes.
   */
  private static final long ANSWER_SECONDS = 5;

  /** The kernel makes its answers no larger, {@code NLMSG_GOODSIZE} and the limit for dumps. */
  private static final int RECEIVE_BYTES = 32 * 1024;

  private static final int CLOSED = -1;

  private final int protocol;
  private final MemorySegment received = Arena.ofAuto().allocate(RECEIVE_BYTES, Long.BYTES);
  private long fd = CLOSED;
  private int sequence;

  NetlinkSocket(int protocol) {
    this.protocol = protocol;
  }

  /** Sends a request and waits for all of its answers. */
  NetlinkReply exchange(NetlinkMessage request) {
    var memory = CallMemory.ofThread();
    long result = fd == CLOSED ? open(memory) : fd;
    if (result >= 0) {
      result = send(memory, request.bytes(++sequence));
    }
    try {
      return result < 0 ? failed(result) : receive(memory);
    } catch (MalformedNetlinkException e) {
      close();
      return new NetlinkReply.Refused(Errno.EBADMSG, e.problem());
    }
  }

  /** The kernel binds the socket to a port of its own at the first send, netlink(7). */
  private long open(CallMemory memory) {
    long opened = SystemCall.SOCKET.call(memory, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol, 0);
    if (opened < 0) {
      return opened;
    }
    fd = opened;
    var option = memory.page();
    option.set(JAVA_INT, 0, 1);
    // Without these the answers are longer and say less, but are still understood.
    option(memory, SOL_NETLINK, NETLINK_CAP_ACK, Integer.BYTES);
    option(memory, SOL_NETLINK, NETLINK_EXT_ACK, Integer.BYTES);
    option.set(JAVA_LONG, 0, ANSWER_SECONDS);
    option.set(JAVA_LONG, Long.BYTES, 0);
    return option(memory, SOL_SOCKET, SO_RCVTIMEO, 2 * Long.BYTES);
  }

  private long option(CallMemory memory, int level, int name, int bytes) {
    return SystemCall.SETSOCKOPT.call(memory, fd, level, name, memory.page().address(), bytes, 0);
  }

  private long send(CallMemory memory, byte[] request) {
    if (request.length > CallMemory.PAGE_BYTES) {
      return -Errno.EMSGSIZE.code();
    }
    MemorySegment.copy(request, 0, memory.page(), JAVA_BYTE, 0, request.length);
    return SystemCall.SENDTO.call(memory, fd, memory.page().address(), request.length, 0);
  }

  private NetlinkReply receive(CallMemory memory) {
    var answers = new NetlinkAnswers(sequence);
    Optional<NetlinkReply> reply = Optional.empty();
    while (reply.isEmpty()) {
      long length =
          SystemCall.RECVFROM.call(memory, fd, received.address(), RECEIVE_BYTES, MSG_TRUNC);
      if (length == -Errno.EAGAIN.code()) {
        return failed(-Errno.ETIMEDOUT.code());
      }
      if (length < 0) {
        return failed(length);
      }
      if (length > RECEIVE_BYTES) {
        return failed(-Errno.EMSGSIZE.code());
      }
      reply = answers.add(received.asSlice(0, length).toArray(JAVA_BYTE));
    }
    return reply.get();
  }

  private NetlinkReply failed(long result) {
    close();
    return new NetlinkReply.Refused(new Errno((int) -result), "netlink socket");
  }

  @Override
  public void close() {
    if (fd != CLOSED) {
      SystemCall.CLOSE.call(CallMemory.ofThread(), fd, 0, 0, 0);
      fd = CLOSED;
    }
  }
}
