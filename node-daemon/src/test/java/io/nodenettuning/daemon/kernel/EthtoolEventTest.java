package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EthtoolEventTest {
  private static final String DEVICE = "1400 0180 08000100 07000000 07000200 76300000";

  private static Optional<EthtoolEvent> event(String hex) {
    return EthtoolEvent.in(ByteBuffer.wrap(Hex.bytes(hex)).order(ByteOrder.nativeOrder()));
  }

  @ParameterizedTest
  @CsvSource({"0d, FEATURES", "11, RINGS", "13, CHANNELS", "15, COALESCE", "32, RSS"})
  void whatWasSetOfADevice(String command, EthtoolEvent.Group group) {
    assertThat(event(command + "010000" + DEVICE + "08000600 00010000"))
        .contains(new EthtoolEvent(7, "v0", group));
  }

  @ParameterizedTest
  @ValueSource(strings = {"03010000", "17010000", "10010000", ""})
  void whatNoTuningSetsIsNotTold(String message) {
    assertThat(event(message)).isEmpty();
  }

  @Test
  void aDeviceWithoutNumberIsNotUnderstood() {
    assertThatThrownBy(() -> event("0d010000 0c00 0180 07000200 76300000"))
        .isInstanceOf(MalformedNetlinkException.class);
  }
}
