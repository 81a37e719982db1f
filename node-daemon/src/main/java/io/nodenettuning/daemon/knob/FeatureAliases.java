package io.nodenettuning.daemon.knob;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names under which {@code ethtool -K} groups features, with the kernel features of each, as in
 * {@code ethtool_get_feature_mask()} of {@code net/ethtool/ioctl.c}.
 */
final class FeatureAliases {
  private static final Map<String, List<String>> MEMBERS = new HashMap<>();

  static {
    alias("rx", "rx-checksumming", "rx-checksum");
    alias(
        "tx",
        "tx-checksumming",
        "tx-checksum-ipv4",
        "tx-checksum-ip-generic",
        "tx-checksum-ipv6",
        "tx-checksum-fcoe-crc",
        "tx-checksum-sctp");
    alias("sg", "scatter-gather", "tx-scatter-gather", "tx-scatter-gather-fraglist");
    alias(
        "tso",
        "tcp-segmentation-offload",
        "tx-tcp-segmentation",
        "tx-tcp-ecn-segmentation",
        "tx-tcp-mangleid-segmentation",
        "tx-tcp6-segmentation",
        "tx-tcp-accecn-segmentation");
    alias("gso", "generic-segmentation-offload", "tx-generic-segmentation");
    alias("gro", "generic-receive-offload", "rx-gro");
    alias("lro", "large-receive-offload", "rx-lro");
    alias("rxvlan", "rx-vlan-offload", "rx-vlan-hw-parse");
    alias("txvlan", "tx-vlan-offload", "tx-vlan-hw-insert");
    alias("ntuple", "ntuple-filters", "rx-ntuple-filter");
    alias("rxhash", "receive-hashing", "rx-hashing");
  }

  private FeatureAliases() {}

  private static void alias(String name, String longName, String... features) {
    MEMBERS.put(name, List.of(features));
    MEMBERS.put(longName, List.of(features));
  }

  /** The features of an alias; none when the name is a feature's own. */
  static List<String> members(String name) {
    return MEMBERS.getOrDefault(name, List.of());
  }
}
