package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NetlinkAttributesTest {
  private static final List<byte[]> ANSWERS =
      List.of(
          Hex.recorded("strset"),
          Hex.recorded("features-compact"),
          Hex.recorded("features-verbose"));
  private static final SortedMap<Integer, String> NAMES = new TreeMap<>(Map.of(16, "tso"));

  @Test
  void haveTypeAndValue() {
    var attributes =
        attributes("06000100 15000000 | 08000200 09000000 | 05000300 ff000000 | 04000400");

    assertThat(attributes.find(1)).hasValueSatisfying(a -> assertThat(a.u16()).isEqualTo(0x15));
    assertThat(attributes.u32(2)).isEqualTo(9);
    assertThat(attributes.find(3)).hasValueSatisfying(a -> assertThat(a.u8()).isEqualTo(255));
    assertThat(attributes.find(4)).hasValueSatisfying(a -> assertThat(a.length()).isZero());
    assertThat(attributes.find(5)).isEmpty();
  }

  @Test
  void keepTheirOrderAndTypesThatComeTwice() {
    List<String> texts = new ArrayList<>();
    for (var attribute : attributes("06000100 62000000 | 06000100 61000000")) {
      texts.add(attribute.type() + attribute.text());
    }

    assertThat(texts).containsExactly("1b", "1a");
  }

  @Test
  void ofANestAreBehindItsMarkedType() {
    var attributes = attributes("10000280 | 0c000180 | 08000500 07000000");

    assertThat(attributes.nest(2).nest(1).u32(5)).isEqualTo(7);
    assertThat(attributes.nest(3).nest(1)).isEmpty();
  }

  @Test
  void mayEndWithoutPadding() {
    assertThat(attributes("06000100 6100").text(1)).isEqualTo("a");
  }

  @Test
  void withTextsMayLackTheNul() {
    assertThat(attributes("06000100 6162").text(1)).isEqualTo("ab");
    assertThat(attributes("04000100").text(1)).isEmpty();
    assertThat(attributes("04000100").text(2)).isEmpty();
  }

  @Test
  void areRefusedWhereTheyDoNotFit() {
    assertThatThrownBy(() -> attributes("09000100 61000000"))
        .isInstanceOf(MalformedNetlinkException.class)
        .hasMessage("attribute of 9 bytes where 8 are left");
    assertThatThrownBy(() -> attributes("03000100"))
        .hasMessage("attribute of 3 bytes where 4 are left");
    assertThatThrownBy(() -> attributes("06000100 15000000").u32(1))
        .hasMessage("attribute 1 of 2 bytes where 4 are read");
    assertThatThrownBy(() -> attributes("08000100 ffffffff").count(1))
        .hasMessage("attribute 1 is ffffffff");
    assertThatThrownBy(() -> attributes("").u32(1)).hasMessage("no attribute of type 1");
  }

  @Test
  void ofAnyBytesAreReadOrRefusedButNeverElse() {
    var random = new Random(1);
    int refused = 0;
    for (int n = 0; n < 6_000; n++) {
      byte[] bytes = ANSWERS.get(n % ANSWERS.size()).clone();
      for (int change = 0; change < 3; change++) {
        bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt(256);
      }
      var received = ByteBuffer.wrap(bytes).position(16).slice();
      try {
        var answer = GenericNetlink.attributes(received);
        NetlinkEthtool.features(NAMES, answer);
        NetlinkEthtool.names(answer);
      } catch (MalformedNetlinkException _) {
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }

  private static NetlinkAttributes attributes(String digits) {
    return NetlinkAttributes.in(ByteBuffer.wrap(Hex.bytes(digits)));
  }
}
