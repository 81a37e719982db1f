package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What Linux 6.18 answered for a veth. */
class NetlinkEthtoolTest {

  @Test
  void namesFeaturesByBitAndLeavesOutBitsWithoutName() {
    assertThat(NetlinkEthtool.names(answer("strset")))
        .hasSize(60)
        .containsEntry(0, "tx-scatter-gather")
        .containsEntry(16, "tx-tcp-segmentation")
        .containsEntry(63, "hsr-dup-offload")
        .doesNotContainKeys(2, 12, 13, 32);
  }

  @Test
  void readsWhatCanBeChangedWhatIsWantedAndWhatIs() {
    var names = NetlinkEthtool.names(answer("strset"));

    assertThat(NetlinkEthtool.features(names, answer("features-compact")).byName())
        .containsEntry("tx-tcp-segmentation", new Feature(true, true, true, false))
        .containsEntry("rx-gro", new Feature(true, false, false, false))
        .containsEntry("loopback", new Feature(false, false, false, false))
        .containsEntry("highdma", new Feature(true, true, true, false))
        .containsEntry("vlan-challenged", new Feature(false, false, false, true));
  }

  @Test
  void readsBothFormsOfBitsetsAlike() {
    var names = NetlinkEthtool.names(answer("strset"));

    assertThat(NetlinkEthtool.features(names, answer("features-verbose")))
        .isEqualTo(NetlinkEthtool.features(names, answer("features-compact")));
  }

  @Test
  void findsTheNumberOfAFamily() {
    assertThat(answer("family").find(1)).hasValueSatisfying(a -> assertThat(a.u16()).isEqualTo(21));
  }

  private static NetlinkAttributes answer(String name) {
    byte[] message = Hex.recorded(name);
    return GenericNetlink.attributes(
        ByteBuffer.wrap(message).position(NetlinkMessage.HEADER_BYTES).slice());
  }
}
