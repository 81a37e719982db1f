package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** What kind of device a network interface is. */
public enum InterfaceType {
  @Doc("a device on a bus, paravirtual ones included")
  Physical,
  @Doc("an 802.1Q sub-interface")
  Vlan,
  @Doc("a bonding or team device")
  Bond,
  @Doc("a bridge")
  Bridge,
  @Doc("a VXLAN tunnel")
  Vxlan,
  @Doc("an IPIP tunnel")
  Ipip,
  @Doc("one end of a virtual Ethernet pair")
  Veth,
  @Doc("a tun or tap device")
  Tun,
  @Doc("a dummy device")
  Dummy
}
