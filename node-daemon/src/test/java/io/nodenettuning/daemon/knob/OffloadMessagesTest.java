package io.nodenettuning.daemon.knob;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffloadMessagesTest extends KnobCase {
  private static final Feature ON = new Feature(true, true, true, false);
  private static final Feature HELD_OFF = new Feature(true, true, false, false);
  private static final Feature OFF = new Feature(true, false, false, false);

  @Test
  void segmentationNeedsScatterGatherAndAChecksum() {
    Map<String, Feature> features = new HashMap<>();
    features.put("tx-tcp-segmentation", HELD_OFF);
    features.put("tx-scatter-gather", OFF);
    features.put("tx-checksum-ip-generic", ON);

    assertThat(FeatureDependencies.why("tx-tcp-segmentation", features))
        .isEqualTo("needs tx-scatter-gather, which is off");

    features.put("tx-checksum-ip-generic", OFF);
    assertThat(FeatureDependencies.why("tx-tcp-segmentation", features))
        .isEqualTo(
            "needs tx-scatter-gather, which is off and needs tx-checksum-ipv4, which is off");
  }

  @Test
  void largeReceiveOffloadIsKeptOffWhereItWouldBreakForwarding() {
    assertThat(FeatureDependencies.why("rx-lro", Map.of("rx-lro", HELD_OFF)))
        .isEqualTo("the kernel keeps it off while packets are forwarded, bridged or handed to XDP");
    assertThat(FeatureDependencies.why("rx-lro", Map.of("rx-gro-hw", ON)))
        .isEqualTo("cannot be on beside rx-gro-hw");
  }

  @Test
  void filtersAreNotTakenForAcceleratedFlowSteering() {
    node()
        .file(
            "/run/nnt/ethtool.json",
            """
            {"eth0": {"driver": "virtio_net", "features": {
              "rx-ntuple-filter": {"hw": true, "wanted": false, "active": false}}}}
            """);

    assertThat(
            plan(ETH0 + "rfs: {flowCount: 64}, offloads: {ntuple: true}}]")
                .of("offload:eth0/rx-ntuple-filter")
                .message())
        .isEqualTo("filters only: the driver of eth0 has no accelerated RFS");
  }
}
