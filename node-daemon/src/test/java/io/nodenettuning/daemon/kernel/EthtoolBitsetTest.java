package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class EthtoolBitsetTest {

  @Test
  void asWordsStartsWithTheLowest() {
    assertThat(bits("04000100 | 08000200 28000000 | 0c000400 01000080 80000000"))
        .isEqualTo(bits(0, 31, 39));
  }

  @Test
  void asWordsEndsWithItsSize() {
    assertThat(bits("04000100 | 08000200 21000000 | 0c000400 00000000 ffffffff"))
        .isEqualTo(bits(32));
  }

  @Test
  void asListWithoutMaskNamesThoseThatAreSet() {
    assertThat(
            bits(
                """
                04000100 | 08000200 40000000 |
                28000380 | 0c000180 08000100 03000000 | 18000180 08000100 21000000 09000200 7465 7374 00000000
                """))
        .isEqualTo(bits(3, 33));
  }

  @Test
  void asListWithMaskSaysOfEachWhetherItIsSet() {
    assertThat(
            bits(
                """
                08000200 40000000 |
                20000380 | 0c000180 08000100 03000000 | 10000180 08000100 04000000 04000300
                """))
        .isEqualTo(bits(4));
  }

  @Test
  void ofNothingIsEmpty() {
    assertThat(bits("")).isEqualTo(bits());
  }

  private static BitSet bits(String digits) {
    return EthtoolBitset.parse(NetlinkAttributes.in(ByteBuffer.wrap(Hex.bytes(digits))));
  }

  private static BitSet bits(int... numbers) {
    var bits = new BitSet();
    for (int number : numbers) {
      bits.set(number);
    }
    return bits;
  }
}
