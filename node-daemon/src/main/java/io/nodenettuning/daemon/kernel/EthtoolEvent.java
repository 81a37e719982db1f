package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification of ethtool netlink, by whatever way the change was made ({@code
 * Documentation/networking/ethtool-netlink.rst}).
 *
 * @param ifindex number of the interface
 * @param device its name
 * @param group what of it was set
 */
public record EthtoolEvent(int ifindex, String device, Group group) {

  /** What of a device. */
  public enum Group {
    FEATURES,
    RINGS,
    CHANNELS,
    COALESCE,
    /** Receive hashing; told by kernels since 6.17. */
    RSS
  }

  private static final int FEATURES_NTF = 13;
  private static final int RINGS_NTF = 17;
  private static final int CHANNELS_NTF = 19;
  private static final int COALESCE_NTF = 21;
  private static final int RSS_NTF = 50;

  private static final int HEADER = 1;
  private static final int HEADER_IFINDEX = 1;
  private static final int HEADER_NAME = 2;

  /**
   * The event of a message.
   *
   * @param message what is behind its {@code nlmsghdr}
   * @return nothing where it is about something that no tuning sets
   */
  static Optional<EthtoolEvent> in(ByteBuffer message) {
    Group group = group(message.limit() == 0 ? 0 : Byte.toUnsignedInt(message.get(0)));
    if (group == null) {
      return Optional.empty();
    }
    NetlinkAttributes device = GenericNetlink.attributes(message).nest(HEADER);
    return Optional.of(
        new EthtoolEvent(device.u32(HEADER_IFINDEX), device.text(HEADER_NAME), group));
  }

  private static @Nullable Group group(int command) {
    return switch (command) {
      case FEATURES_NTF -> Group.FEATURES;
      case RINGS_NTF -> Group.RINGS;
      case CHANNELS_NTF -> Group.CHANNELS;
      case COALESCE_NTF -> Group.COALESCE;
      case RSS_NTF -> Group.RSS;
      default -> null;
    };
  }
}
