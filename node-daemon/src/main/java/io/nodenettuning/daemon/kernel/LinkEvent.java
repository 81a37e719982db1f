package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What route netlink tells of a network interface ({@code include/uapi/linux/if_link.h}).
 *
 * @param ifindex its number
 * @param name its name now
 * @param flags {@code IFF_*} of {@code include/uapi/linux/if.h}
 * @param master number of the bond or bridge that it is in, 0 where it is in none
 * @param happened what was done to it
 */
public record LinkEvent(int ifindex, String name, int flags, int master, Happened happened) {

  /** What was done. */
  public enum Happened {
    /** It was made, or came from another network namespace. */
    APPEARED,
    /** It is gone, or in another network namespace now. */
    GONE,
    /** Its features are others. */
    FEATURES,
    /** Anything else, or nothing that matters. */
    CHANGED
  }

  /** Administratively up, {@code IFF_UP}. */
  public static final int UP = 0x1;

  /** With carrier, {@code IFF_LOWER_UP}. */
  public static final int CARRIER = 0x10000;

  private static final int NEW_LINK = 16;
  private static final int DEL_LINK = 17;

  /** {@code struct ifinfomsg}. */
  private static final int HEADER_BYTES = 16;

  private static final int IFINDEX_AT = 4;
  private static final int FLAGS_AT = 8;
  private static final int CHANGE_AT = 12;

  private static final int IFNAME = 3;
  private static final int MASTER = 10;
  private static final int EVENT = 44;
  private static final int EVENT_FEATURES = 2;

  /** As flags that changed: the interface is new. */
  private static final int ALL = -1;

  /**
   * The event of a message.
   *
   * @param type of the message
   * @param message what is behind its {@code nlmsghdr}
   * @return nothing where it is about something else, such as a bridge's view of a port
   */
  static Optional<LinkEvent> in(int type, ByteBuffer message) {
    if (type != NEW_LINK && type != DEL_LINK) {
      return Optional.empty();
    }
    if (message.limit() < HEADER_BYTES) {
      throw new MalformedNetlinkException("link of %d bytes".formatted(message.limit()));
    }
    if (message.get(0) != 0) {
      return Optional.empty();
    }
    NetlinkAttributes attributes =
        NetlinkAttributes.in(message.slice(HEADER_BYTES, message.limit() - HEADER_BYTES));
    Happened happened = Happened.CHANGED;
    if (type == DEL_LINK) {
      happened = Happened.GONE;
    } else if (message.getInt(CHANGE_AT) == ALL) {
      happened = Happened.APPEARED;
    } else if (number(attributes, EVENT) == EVENT_FEATURES) {
      happened = Happened.FEATURES;
    }
    return Optional.of(
        new LinkEvent(
            message.getInt(IFINDEX_AT),
            attributes.text(IFNAME),
            message.getInt(FLAGS_AT),
            number(attributes, MASTER),
            happened));
  }

  private static int number(NetlinkAttributes attributes, int type) {
    return attributes.find(type).map(NetlinkAttributes.Attribute::u32).orElse(0);
  }
}
