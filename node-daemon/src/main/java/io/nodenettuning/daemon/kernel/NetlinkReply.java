package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.List;

/** How the kernel answered a netlink request. */
sealed interface NetlinkReply {

  /**
   * The request was done.
   *
   * @param payloads what the answers hold behind their {@code nlmsghdr}, in order
   */
  record Answered(List<ByteBuffer> payloads) implements NetlinkReply {}

  /**
   * The request was refused, or no answer came.
   *
   * @param message the kernel's explanation (extended acknowledgement), or an empty text
   */
  record Refused(Errno errno, String message) implements NetlinkReply {}
}
