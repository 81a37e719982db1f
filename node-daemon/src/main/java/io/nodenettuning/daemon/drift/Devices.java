package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.EthtoolEvent;
import io.nodenettuning.daemon.kernel.Uevent;
import java.util.Optional;

/** What ethtool netlink and uevents tell, as hints. */
final class Devices {
  private static final String ADD = "add";
  private static final String REMOVE = "remove";
  private static final String MOVE = "move";
  private static final String NET = "/net/";
  private static final String CPU = "/cpu";

  private Devices() {}

  static Hint of(EthtoolEvent event) {
    Kind kind =
        switch (event.group()) {
          case FEATURES -> Kind.Features;
          case RINGS -> Kind.Rings;
          case CHANNELS -> Kind.Channels;
          case COALESCE -> Kind.Coalesce;
          case RSS -> Kind.Rss;
        };
    return new Hint.Device(event.ifindex(), event.device(), kind);
  }

  /** Nothing where no setting is concerned, or route netlink tells the same. */
  static Optional<Hint> of(Uevent event) {
    String action = event.action();
    return switch (event.subsystem()) {
      case "net" -> {
        if (event.udev()) {
          yield action.equals(ADD) || action.equals(MOVE)
              ? Optional.of(device(event, Kind.Settled))
              : Optional.empty();
        }
        yield action.equals(MOVE) ? Optional.of(device(event, Kind.Renamed)) : Optional.empty();
      }
      case "queues" ->
          !event.udev() && (action.equals(ADD) || action.equals(REMOVE))
              ? Optional.of(device(event, Kind.Queues))
              : Optional.empty();
      case "cpu" -> event.udev() ? Optional.empty() : cpu(event);
      default -> Optional.empty();
    };
  }

  /** The name of the interface is in the path: {@code .../net/eth0} or {@code .../net/eth0/...}. */
  private static Hint device(Uevent event, Kind kind) {
    String path = event.path();
    int at = path.lastIndexOf(NET);
    int from = at < 0 ? path.length() : at + NET.length();
    int to = path.indexOf('/', from);
    return new Hint.Device(
        event.ifindex(), path.substring(from, to < 0 ? path.length() : to), kind);
  }

  private static Optional<Hint> cpu(Uevent event) {
    boolean online = event.action().equals("online");
    if (!online && !event.action().equals("offline")) {
      return Optional.empty();
    }
    String path = event.path();
    try {
      int number = Integer.parseInt(path.substring(path.lastIndexOf(CPU) + CPU.length()));
      return Optional.of(new Hint.Cpu(number, online));
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      return Optional.of(new Hint.Everything("a CPU changed: " + path));
    }
  }
}
