package io.nodenettuning.daemon.kernel;

import java.util.HashMap;
import java.util.Map;

/**
 * What the kernel tells of a family of generic netlink.
 *
 * @param number its number, which is the type of its messages
 * @param groups the numbers of its multicast groups, by name
 */
record GenericFamily(int number, Map<String, Integer> groups) {
  private static final int CONTROLLER = 16;
  private static final int GET_FAMILY = 3;
  private static final int FAMILY_ID = 1;
  private static final int FAMILY_NAME = 2;
  private static final int GROUPS = 7;
  private static final int GROUP_NAME = 1;
  private static final int GROUP_ID = 2;

  /** Asks for a family; {@link Errno#ENOENT} where this kernel has none of that name. */
  static Answer<GenericFamily> of(String name) {
    try (NetlinkSocket socket = new NetlinkSocket(NetlinkSocket.GENERIC)) {
      NetlinkMessage request =
          NetlinkMessage.generic(CONTROLLER, GET_FAMILY).text(FAMILY_NAME, name);
      return switch (socket.exchange(request)) {
        case NetlinkReply.Answered answered -> new Answer.Got<>(in(GenericNetlink.only(answered)));
        case NetlinkReply.Refused refused -> new Answer.Refused<>(refused.errno());
      };
    } catch (MalformedNetlinkException e) {
      return new Answer.Refused<>(Errno.EBADMSG);
    }
  }

  /** That of an answer's attributes. */
  static GenericFamily in(NetlinkAttributes answer) {
    int number =
        answer
            .find(FAMILY_ID)
            .orElseThrow(() -> new MalformedNetlinkException("family without number"))
            .u16();
    Map<String, Integer> groups = new HashMap<>();
    for (var group : answer.nest(GROUPS)) {
      NetlinkAttributes attributes = group.nested();
      groups.put(attributes.text(GROUP_NAME), attributes.u32(GROUP_ID));
    }
    return new GenericFamily(number, Map.copyOf(groups));
  }
}
