package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.LinkEvent;
import io.nodenettuning.daemon.kernel.LinkEvent.Happened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final int UP = LinkEvent.UP;
  private static final int CARRIER = LinkEvent.CARRIER;
  private static final int PROMISCUOUS = 0x100;

  private final Links links = new Links();

  private List<Hint> take(String name, int flags, int master, Happened happened) {
    List<Hint> posted = new ArrayList<>();
    links.take(new LinkEvent(4, name, flags, master, happened), posted::add);
    return posted;
  }

  private static Hint device(String name, Kind kind) {
    return new Hint.Device(4, name, kind);
  }

  @Test
  void anInterfaceIsFollowedThroughItsLife() {
    assertThat(take("eth0", 0, 0, Happened.APPEARED))
        .containsExactly(device("eth0", Kind.Appeared));
    assertThat(take("uplink", 0, 0, Happened.CHANGED))
        .containsExactly(device("uplink", Kind.Renamed));
    assertThat(take("uplink", UP, 0, Happened.CHANGED))
        .containsExactly(device("uplink", Kind.Link));
    assertThat(take("uplink", UP | CARRIER, 0, Happened.CHANGED))
        .containsExactly(device("uplink", Kind.Link));
    assertThat(take("uplink", UP | CARRIER, 9, Happened.CHANGED))
        .containsExactly(device("uplink", Kind.Link));
    assertThat(take("uplink", UP | CARRIER, 9, Happened.FEATURES))
        .containsExactly(device("uplink", Kind.Features));
    assertThat(take("uplink", UP, 9, Happened.GONE)).containsExactly(device("uplink", Kind.Gone));
  }

  @Test
  void whatMattersToNoSettingIsNotTold() {
    take("eth0", UP | CARRIER, 0, Happened.APPEARED);

    assertThat(take("eth0", UP | CARRIER, 0, Happened.CHANGED)).isEmpty();
    assertThat(take("eth0", UP | CARRIER | PROMISCUOUS, 0, Happened.CHANGED)).isEmpty();
  }

  @Test
  void ofAnInterfaceThatWasThereBeforeTheFirstChangeIsTold() {
    assertThat(take("eth0", UP | CARRIER, 0, Happened.CHANGED))
        .containsExactly(device("eth0", Kind.Link));
    assertThat(take("eth0", UP | CARRIER, 0, Happened.CHANGED)).isEmpty();
  }
}
