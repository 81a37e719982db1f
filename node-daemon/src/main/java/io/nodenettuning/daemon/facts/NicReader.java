package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import io.nodenettuning.daemon.facts.DeviceInterrupts.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the network interfaces ({@code Documentation/ABI/testing/sysfs-class-net} and {@code
 * sysfs-class-net-queues}). Nothing here takes the network lock: speed, duplex and carrier would.
 */
final class NicReader {
  private static final String NET = "/sys/class/net";
  private static final int IFF_UP = 0x1;

  /** Its event channels are no vectors of a PCI device. */
  private static final String XEN_DRIVER = "vif";

  private static final String SUB_FUNCTION_POOL = "mlx5_sf_comp";

  private final FactFiles files;
  private final IrqActions actions;
  private final Set<String> defaultRoutes;

  /** A reader for one pass. */
  NicReader(FactFiles files) {
    this.files = files;
    this.actions = new IrqActions(files);
    this.defaultRoutes = DefaultRoutes.read(files);
  }

  List<Nic> read() {
    List<Nic> nics = new ArrayList<>();
    for (String name : files.files().list(NET)) {
      Nic nic = nic(name);
      if (nic != null) {
        nics.add(nic);
      }
    }
    return List.copyOf(nics);
  }

  private @Nullable Nic nic(String name) {
    String place = NET + "/" + name;
    Map<String, String> uevent = files.uevent(place + "/uevent");
    List<String> queues = files.files().list(place + "/queues");
    if (uevent.isEmpty() && queues.isEmpty()) {
      // bonding_masters, a file among the interfaces; or an interface that is gone by now.
      return null;
    }
    int ifindex = ifindex(uevent, place);
    int flags = files.number(place + "/flags", 0);
    List<Integer> rxQueues = FactFiles.numbered(queues, "rx-");
    List<Integer> txQueues = FactFiles.numbered(queues, "tx-");
    BusDevice device = BusDevice.of(files, name).orElse(null);
    InterfaceKind kind =
        device == null
            ? InterfaceKind.virtual(files, place, uevent.get("DEVTYPE"), ifindex, flags)
            : new InterfaceKind(InterfaceType.Physical, device.driver(files));
    DeviceInterrupts interrupts =
        device == null
            ? DeviceInterrupts.NONE
            : interrupts(name, device, kind.driver(), rxQueues, txQueues);
    return new Nic(
        name,
        ifindex,
        kind.type(),
        kind.driver(),
        device == null ? null : device.address(),
        device == null ? null : device.pciAddress(),
        files.text(place + "/address"),
        device == null ? -1 : device.numaNode(files),
        (flags & IFF_UP) != 0,
        defaultRoutes.contains(name) ? Set.of(RouteMatch.Default) : Set.of(),
        rxQueues,
        txQueues,
        interrupts.ofQueues(),
        interrupts.others());
  }

  private int ifindex(Map<String, String> uevent, String place) {
    String index = uevent.getOrDefault("IFINDEX", "");
    return index.matches("\\d{1,9}")
        ? Integer.parseInt(index)
        : files.number(place + "/ifindex", 0);
  }

  private DeviceInterrupts interrupts(
      String nic,
      BusDevice device,
      @Nullable String driver,
      List<Integer> rxQueues,
      List<Integer> txQueues) {
    List<Vector> vectors = vectors(nic, device, driver);
    // Sub-functions draw from a pool of the parent's vectors; which serves whom nobody tells.
    boolean pooled =
        device.isSubFunction()
            && vectors.stream()
                .flatMap(vector -> vector.actions().stream())
                .anyMatch(name -> name.startsWith(SUB_FUNCTION_POOL));
    return DeviceInterrupts.sort(pooled ? null : driver, vectors, rxQueues, txQueues);
  }

  private List<Vector> vectors(String nic, BusDevice device, @Nullable String driver) {
    if (XEN_DRIVER.equals(driver)) {
      return eventChannels(device);
    }
    List<Integer> irqs = files.numbered(device.vectorsPath() + "/msi_irqs", "");
    return irqs.isEmpty()
        ? line(nic, device)
        : irqs.stream().map(irq -> new Vector(irq, actions.of(irq))).toList();
  }

  /** {@code vif0-q3-rx} of the device {@code vif-0}, somewhere among all interrupts. */
  private List<Vector> eventChannels(BusDevice device) {
    String prefix = String.valueOf(device.address()).replace("-", "") + "-q";
    return actions.irqs().stream()
        .map(irq -> new Vector(irq, actions.of(irq)))
        .filter(vector -> vector.actions().stream().anyMatch(name -> name.startsWith(prefix)))
        .toList();
  }

  /** The interrupt line of a PCI device without MSI, if this interface's driver handles it. */
  private List<Vector> line(String nic, BusDevice device) {
    int irq = files.number(device.vectorsPath() + "/irq", 0);
    List<String> names = irq > 0 ? actions.of(irq) : List.of();
    return names.contains(nic) || names.contains(device.address())
        ? List.of(new Vector(irq, names))
        : List.of();
  }
}
