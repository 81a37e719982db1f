package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class GenericFamilyTest {

  @Test
  void aFamilyHasItsNumberAndGroups() {
    byte[] answer = Hex.recorded("family");
    int headers = NetlinkMessage.HEADER_BYTES + NetlinkMessage.GENERIC_HEADER_BYTES;
    GenericFamily family =
        GenericFamily.in(NetlinkAttributes.in(ByteBuffer.wrap(answer).position(headers)));

    assertThat(family.number()).isGreaterThan(16);
    assertThat(family.groups()).containsOnlyKeys("monitor");
  }
}
