package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.LinkEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What route netlink tells of interfaces, as hints of what is new since it last told of them. */
final class Links {

  /** What of an interface makes a difference. */
  private record Known(String name, int flags, int master) {}

  private static final int FLAGS = LinkEvent.UP | LinkEvent.CARRIER;

  private final Map<Integer, Known> known = new HashMap<>();

  /** Takes an event and posts what it means, if anything. */
  void take(LinkEvent event, Consumer<Hint> inbox) {
    if (event.happened() == LinkEvent.Happened.GONE) {
      known.remove(event.ifindex());
      inbox.accept(hint(event, Kind.Gone));
      return;
    }
    Known now = new Known(event.name(), event.flags() & FLAGS, event.master());
    Known before = known.put(event.ifindex(), now);
    if (event.happened() == LinkEvent.Happened.APPEARED) {
      inbox.accept(hint(event, Kind.Appeared));
      return;
    }
    if (event.happened() == LinkEvent.Happened.FEATURES) {
      inbox.accept(hint(event, Kind.Features));
    }
    if (before != null && !before.name().equals(now.name())) {
      inbox.accept(hint(event, Kind.Renamed));
    }
    boolean sameLink =
        before != null && before.flags() == now.flags() && before.master() == now.master();
    if (!sameLink && event.happened() == LinkEvent.Happened.CHANGED) {
      inbox.accept(hint(event, Kind.Link));
    }
  }

  private static Hint hint(LinkEvent event, Kind kind) {
    return new Hint.Device(event.ifindex(), event.name(), kind);
  }
}
