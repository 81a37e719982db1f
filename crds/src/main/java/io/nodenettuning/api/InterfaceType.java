package io.nodenettuning.api;

/** What kind of device a network interface is. */
public enum InterfaceType {
  /** A device on a bus, paravirtual ones included. */
  Physical,
  /** An 802.1Q sub-interface. */
  Vlan,
  /** A bonding or team device. */
  Bond,
  /** A bridge. */
  Bridge,
  /** A VXLAN tunnel. */
  Vxlan,
  /** An IPIP tunnel. */
  Ipip,
  /** One end of a virtual Ethernet pair. */
  Veth,
  /** A tun or tap device. */
  Tun,
  /** A dummy device. */
  Dummy
}
