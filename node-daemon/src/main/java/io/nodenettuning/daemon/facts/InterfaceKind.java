package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.InterfaceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of device an interface is, as far as sysfs shows it, and its driver's name as {@code
 * ethtool -i} prints it.
 *
 * @param type null for a kind that no tuning can name
 * @param driver null where sysfs does not tell
 * @param settled whether another look could not tell otherwise
 */
record InterfaceKind(@Nullable InterfaceType type, @Nullable String driver, boolean settled) {
  private static final int ARPHRD_ETHER = 1;
  private static final int ARPHRD_TUNNEL = 768;
  private static final int IFF_NOARP = 0x80;
  private static final int IFF_MASTER = 0x400;

  /** {@code TX_Q_LIMIT} of the ifb driver; it looks like a dummy otherwise. */
  private static final int IFB_QUEUE_LENGTH = 32;

  private static final InterfaceKind UNKNOWN = new InterfaceKind(null, null);

  /** What the kernel calls device types in {@code DEVTYPE}. */
  private static final Map<String, InterfaceKind> BY_DEVTYPE =
      Map.of(
          "bond", new InterfaceKind(InterfaceType.Bond, "bonding"),
          "bridge", new InterfaceKind(InterfaceType.Bridge, "bridge"),
          "team", new InterfaceKind(InterfaceType.Bond, "team"),
          "vlan", new InterfaceKind(InterfaceType.Vlan, "802.1Q VLAN Support"),
          "vxlan", new InterfaceKind(InterfaceType.Vxlan, "vxlan"));

  InterfaceKind(@Nullable InterfaceType type, @Nullable String driver) {
    this(type, driver, true);
  }

  /**
   * The kind of an interface that has no device on a bus.
   *
   * @param place its directory
   * @param devtype of its uevent, null where it has none
   * @param ifindex its index
   * @param flags IFF_* of {@code include/uapi/linux/if.h}
   */
  static InterfaceKind virtual(
      FactFiles files, String place, @Nullable String devtype, int ifindex, int flags) {
    if (devtype != null) {
      return BY_DEVTYPE.getOrDefault(devtype, new InterfaceKind(null, devtype));
    }
    if (files.files().exists(place + "/tun_flags")) {
      return new InterfaceKind(InterfaceType.Tun, "tun");
    }
    return switch (files.number(place + "/type", ARPHRD_ETHER)) {
      case ARPHRD_TUNNEL -> new InterfaceKind(InterfaceType.Ipip, "ipip");
      case ARPHRD_ETHER -> ethernet(files, place, ifindex, flags);
      default -> UNKNOWN;
    };
  }

  private static InterfaceKind ethernet(FactFiles files, String place, int ifindex, int flags) {
    if ((flags & IFF_NOARP) != 0) {
      boolean vrf = (flags & IFF_MASTER) != 0;
      return vrf || files.number(place + "/tx_queue_len", 0) == IFB_QUEUE_LENGTH
          ? UNKNOWN
          : new InterfaceKind(InterfaceType.Dummy, "dummy");
    }
    // The index of a veth's other end is of whichever namespace that is in; GRE taps have 0. Only a
    // team and what sits on others has lower interfaces.
    int link = files.number(place + "/iflink", 0);
    if (files.files().list(place).stream().anyMatch(name -> name.startsWith("lower_"))) {
      return link == ifindex ? new InterfaceKind(InterfaceType.Bond, "team") : UNKNOWN;
    }
    // Its own index is that of the other end by chance, or it is a team without ports as yet.
    return link == 0 ? UNKNOWN : new InterfaceKind(InterfaceType.Veth, "veth", link != ifindex);
  }
}
