package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** A part of a packet that receive side scaling hashes. */
public enum HashField {
  @Doc("the source address")
  SrcIp,
  @Doc("the destination address")
  DstIp,
  @Doc("the source port, or the first two bytes behind the IP header")
  SrcPort,
  @Doc("the destination port, or the second two bytes")
  DstPort,
  @Doc("the VLAN tag")
  Vlan,
  @Doc("the protocol number")
  Protocol
}
