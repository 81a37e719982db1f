package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.daemon.kernel.LinkEvent.Happened;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkEventTest {
  private static final int NEW = 16;
  private static final int DELETED = 17;

  private static final String ETH0 = "0900 0300 65746830 00000000";

  private static Optional<LinkEvent> event(int type, String hex) {
    return LinkEvent.in(type, ByteBuffer.wrap(Hex.bytes(hex)).order(ByteOrder.nativeOrder()));
  }

  @Test
  void anInterfaceThatIsNew() {
    assertThat(event(NEW, "00 00 0100 02000000 02100000 ffffffff" + ETH0))
        .contains(new LinkEvent(2, "eth0", 0x1002, 0, Happened.APPEARED));
  }

  @Test
  void oneThatGoesUpInABond() {
    assertThat(event(NEW, "00 00 0100 02000000 43180100 01000100" + ETH0 + "0800 0a00 09000000"))
        .contains(new LinkEvent(2, "eth0", 0x11802 | LinkEvent.UP | 0x40, 9, Happened.CHANGED));
  }

  @Test
  void oneWhoseFeaturesChange() {
    assertThat(event(NEW, "00 00 0100 02000000 43100100 00000000" + ETH0 + "0800 2c00 02000000"))
        .map(LinkEvent::happened)
        .contains(Happened.FEATURES);
    assertThat(event(NEW, "00 00 0100 02000000 43100100 00000000" + ETH0 + "0800 2c00 01000000"))
        .map(LinkEvent::happened)
        .contains(Happened.CHANGED);
  }

  @Test
  void oneThatIsGone() {
    assertThat(event(DELETED, "00 00 0100 02000000 02100000 ffffffff" + ETH0))
        .contains(new LinkEvent(2, "eth0", 0x1002, 0, Happened.GONE));
  }

  @Test
  void whatABridgeSaysOfItsPortIsAnotherThing() {
    assertThat(event(DELETED, "07 00 0100 02000000 02100000 00000000" + ETH0)).isEmpty();
    assertThat(event(20, "00 00 0100 02000000 02100000 00000000" + ETH0)).isEmpty();
  }

  @Test
  void aMessageThatIsCutIsNotUnderstood() {
    assertThatThrownBy(() -> event(NEW, "00 00 0100 02000000"))
        .isInstanceOf(MalformedNetlinkException.class);
    assertThatThrownBy(() -> event(NEW, "00 00 0100 02000000 02100000 00000000 0900 0300 6574"))
        .isInstanceOf(MalformedNetlinkException.class);
  }
}
