package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {
  private static final int ETHTOOL = 0x15;

  @Test
  void laysOutARequestToTurnAFeatureOff() {
    var request = NetlinkMessage.generic(ETHTOOL, 12).nest(1, header -> header.text(2, "v0"));
    EthtoolBitset.write(request, 3, Map.of("tx-tcp-segmentation", false));

    assertThat(request.bytes(0))
        .isEqualTo(
            Hex.bytes(
                """
                44000000 15000500 00000000 00000000 | 0c010000 |
                0c000180 07000200 76300000 |
                24000380 20000380 1c000180 18000200
                74782d74 63702d73 65676d65 6e746174 696f6e00
                """));
  }

  @Test
  void saysByAFlagThatAFeatureShallBeOn() {
    var request = NetlinkMessage.generic(ETHTOOL, 12);
    EthtoolBitset.write(request, 3, Map.of("lro", true, "gro", false));

    assertThat(request.bytes(7))
        .isEqualTo(
            Hex.bytes(
                """
                38000000 15000500 07000000 00000000 | 0c010000 |
                24000380 20000380
                0c000180 08000200 67726f00
                10000180 08000200 6c726f00 04000300
                """));
  }

  @Test
  void padsToFourBytesWithoutCountingThem() {
    var request = new NetlinkMessage(16, NetlinkMessage.REQUEST | NetlinkMessage.DUMP);

    assertThat(request.u8(3, 1).u32(4, -2).text(5, "abcd").flag(6).bytes(0x01020304))
        .isEqualTo(
            Hex.bytes(
                """
                30000000 10000103 04030201 00000000 |
                05000300 01000000 | 08000400 feffffff | 09000500 61626364 00000000 | 04000600
                """));
  }

  @Test
  void growsWithItsAttributes() {
    var request = NetlinkMessage.generic(ETHTOOL, 1);
    for (int n = 0; n < 1000; n++) {
      request.u32(n, n);
    }

    byte[] message = request.bytes(1);

    assertThat(message).hasSize(20 + 8 * 1000);
    assertThat(attributesOf(message).u32(999)).isEqualTo(999);
  }

  private static NetlinkAttributes attributesOf(byte[] message) {
    return NetlinkAttributes.in(java.nio.ByteBuffer.wrap(message).position(20));
  }
}
