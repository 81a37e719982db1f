package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the network interfaces ({@code Documentation/ABI/testing/sysfs-class-net} and {@code
 * sysfs-class-net-queues}). Nothing here takes the network lock: speed, duplex and carrier would.
 * What an interface is and where it sits is read once: hosts have hundreds of them.
 */
final class NicReader {
  private static final String NET = "/sys/class/net";
  private static final int IFF_UP = 0x1;

  /** Links to what an interface is made of. */
  private static final String LOWER = "lower_";

  /** What stays as it is as long as an interface of that name has that index. */
  private record Origin(
      int ifindex, InterfaceKind kind, @Nullable BusDevice device, int numaNode) {}

  private final FactFiles files;
  private Map<String, Origin> known = new HashMap<>();
  private InterruptReader interrupts;

  NicReader(FactFiles files) {
    this.files = files;
    this.interrupts = new InterruptReader(files);
  }

  List<Nic> read() {
    interrupts = interrupts.next();
    Set<String> defaultRoutes = DefaultRoutes.read(files);
    Map<String, Origin> seen = new HashMap<>();
    List<Nic> nics = new ArrayList<>();
    for (String name : files.files().list(NET)) {
      String place = NET + "/" + name;
      Map<String, String> uevent = files.uevent(place + "/uevent");
      List<String> queues = files.files().list(place + "/queues");
      // bonding_masters is a file among the interfaces; and an interface may be gone by now.
      if (!uevent.isEmpty() || !queues.isEmpty()) {
        int flags = files.number(place + "/flags", 0);
        Origin origin = origin(name, uevent, flags);
        if (origin.kind().settled()) {
          seen.put(name, origin);
        }
        nics.add(nic(name, origin, flags, queues, defaultRoutes.contains(name)));
      }
    }
    known = seen;
    return SharedVectors.settle(nics);
  }

  private Origin origin(String name, Map<String, String> uevent, int flags) {
    String place = NET + "/" + name;
    String index = uevent.getOrDefault("IFINDEX", "");
    int ifindex =
        FactFiles.isNumber(index, 0)
            ? Integer.parseInt(index)
            : files.number(place + "/ifindex", 0);
    Origin before = known.get(name);
    if (before != null && before.ifindex() == ifindex) {
      return before;
    }
    BusDevice device = BusDevice.of(files, name).orElse(null);
    return device == null
        ? new Origin(
            ifindex,
            InterfaceKind.virtual(files, place, uevent.get("DEVTYPE"), ifindex, flags),
            null,
            -1)
        : new Origin(
            ifindex,
            new InterfaceKind(InterfaceType.Physical, device.driver(files)),
            device,
            device.numaNode(files));
  }

  private List<String> members(String name, InterfaceKind kind) {
    return kind.type() == InterfaceType.Bond
        ? files.files().list(NET + "/" + name).stream()
            .filter(entry -> entry.startsWith(LOWER))
            .map(entry -> entry.substring(LOWER.length()))
            .toList()
        : List.of();
  }

  private Nic nic(
      String name, Origin origin, int flags, List<String> queues, boolean defaultRoute) {
    List<Integer> rxQueues = FactFiles.numbered(queues, "rx-");
    List<Integer> txQueues = FactFiles.numbered(queues, "tx-");
    BusDevice device = origin.device();
    String driver = origin.kind().driver();
    DeviceInterrupts vectors =
        device == null
            ? DeviceInterrupts.NONE
            : interrupts.interrupts(name, device, driver, rxQueues, txQueues);
    return new Nic(
        name,
        origin.ifindex(),
        origin.kind().type(),
        driver,
        device == null ? null : device.address(),
        device == null ? null : device.pciAddress(),
        files.text(NET + "/" + name + "/address"),
        origin.numaNode(),
        (flags & IFF_UP) != 0,
        defaultRoute ? Set.of(RouteMatch.Default) : Set.of(),
        rxQueues,
        txQueues,
        vectors.ofQueues(),
        vectors.others(),
        members(name, origin.kind()));
  }
}
