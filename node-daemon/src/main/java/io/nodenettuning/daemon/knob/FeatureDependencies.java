package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which features keep others off, as in {@code netdev_fix_features()} of {@code net/core/dev.c}.
 */
final class FeatureDependencies {
  private static final String SCATTER_GATHER = "tx-scatter-gather";
  private static final String ANY_CHECKSUM = "tx-checksum-ip-generic";

  /** What has to be on, each by itself. */
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "tx-tcp-segmentation", List.of(SCATTER_GATHER, "tx-checksum-ipv4"),
          "tx-tcp6-segmentation", List.of(SCATTER_GATHER, "tx-checksum-ipv6"),
          "tx-tcp-ecn-segmentation", List.of("tx-tcp-segmentation"),
          "tx-tcp-mangleid-segmentation", List.of("tx-tcp-segmentation"),
          "tx-udp-segmentation", List.of(SCATTER_GATHER),
          "tx-generic-segmentation", List.of(SCATTER_GATHER),
          "rx-gro-hw", List.of("rx-checksum"),
          "tls-hw-tx-offload", List.of(ANY_CHECKSUM),
          "tls-hw-rx-offload", List.of("rx-checksum"));

  /** What has to be off. */
  private static final Map<String, List<String>> EXCLUDES =
      Map.of("rx-lro", List.of("rx-gro-hw", "rx-fcs"), "rx-gro-hw", List.of("rx-fcs"));

  private FeatureDependencies() {}

  /** Why a feature that is requested is not on; empty where it is not known. */
  static String why(String name, Map<String, Feature> features) {
    List<String> reasons =
        Stream.concat(
                NEEDS.getOrDefault(name, List.of()).stream()
                    .filter(need -> !isOn(need, features))
                    .map(need -> "needs %s, which is off".formatted(need)),
                EXCLUDES.getOrDefault(name, List.of()).stream()
                    .filter(other -> isOn(other, features))
                    .map(other -> "cannot be on beside %s".formatted(other)))
            .toList();
    if (reasons.isEmpty() && name.equals("rx-lro")) {
      return "the kernel keeps it off while packets are forwarded, bridged or handed to XDP";
    }
    return String.join(" and ", reasons);
  }

  /** One checksum feature for all protocols stands for those of each. */
  private static boolean isOn(String name, Map<String, Feature> features) {
    Feature feature = features.get(name);
    boolean on = feature != null && feature.active();
    return on || (name.startsWith("tx-checksum-ipv") && isOn(ANY_CHECKSUM, features));
  }
}
