package io.nodenettuning.daemon.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The device on a bus behind a network interface.
 *
 * @param path where sysfs has it
 * @param address its name on its bus, such as {@code 0000:81:00.0} or {@code virtio2}; null where a
 *     recording does not tell
 * @param pciAddress of the nearest PCI device: itself or above it
 * @param vectorsPath where sysfs has the device whose interrupts it uses: the PCI device for one on
 *     the virtio or auxiliary bus, which has none of its own
 */
record BusDevice(
    String path, @Nullable String address, @Nullable String pciAddress, String vectorsPath) {

  private static final String NET = "/sys/class/net";
  private static final Pattern PCI =
      Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");

  private static final Pattern VIRTIO = Pattern.compile("virtio\\d+");

  /** A device on the auxiliary bus, such as {@code mlx5_core.sf.4}. */
  private static final Pattern AUXILIARY = Pattern.compile("[A-Za-z]\\w*\\.\\w+\\.\\d+");

  /** The device of an interface; none for interfaces that are software only. */
  static Optional<BusDevice> of(FactFiles files, String nic) {
    String place = NET + "/" + nic;
    Optional<String> real = files.files().link(place).map(target -> resolve(NET, target));
    if (real.isPresent()) {
      // /sys/devices/pci0000:00/0000:00:03.0/virtio2/net/eth0
      int end = real.get().lastIndexOf("/net/");
      return real.get().startsWith("/sys/devices/virtual/") || end < 0
          ? Optional.empty()
          : Optional.of(at(real.get().substring(0, end)));
    }
    return files
        .files()
        .link(place + "/device")
        .map(target -> at(resolve(place, target)))
        .or(() -> copied(files, place + "/device"));
  }

  /** A recording whose links were followed when it was made. */
  private static Optional<BusDevice> copied(FactFiles files, String path) {
    if (!files.files().exists(path)) {
      return Optional.empty();
    }
    String slot = files.uevent(path + "/uevent").get("PCI_SLOT_NAME");
    return Optional.of(new BusDevice(path, slot, slot, path));
  }

  private static BusDevice at(String path) {
    List<String> names = List.of(path.split("/"));
    int vectors = names.size() - 1;
    while (vectors > 1 && hasNoVectors(names.get(vectors))) {
      vectors--;
    }
    return new BusDevice(
        path,
        names.getLast(),
        names.reversed().stream().filter(PCI.asMatchPredicate()).findFirst().orElse(null),
        String.join("/", names.subList(0, vectors + 1)));
  }

  private static boolean hasNoVectors(String name) {
    return VIRTIO.matcher(name).matches() || AUXILIARY.matcher(name).matches();
  }

  /** Whether it is a part of another device, on the auxiliary bus. */
  boolean isSubFunction() {
    return address != null && AUXILIARY.matcher(address).matches();
  }

  /** The driver's name, as {@code ethtool -i} prints it; null while it has none. */
  @Nullable String driver(FactFiles files) {
    String driver =
        files
            .linkedName(path + "/driver")
            .orElseGet(() -> files.uevent(path + "/uevent").get("DRIVER"));
    // Drivers on the auxiliary bus are named after their module and purpose: mlx5_core.sf.
    return driver == null ? null : driver.split("\\.", 2)[0];
  }

  /** Its NUMA node, or that of the PCI device it sits on; -1 where neither tells. */
  int numaNode(FactFiles files) {
    int own = files.number(path + "/numa_node", -1);
    return own >= 0 || vectorsPath.equals(path)
        ? own
        : files.number(vectorsPath + "/numa_node", -1);
  }

  private static String resolve(String directory, String target) {
    List<String> names = new ArrayList<>();
    String whole = target.startsWith("/") ? target : directory + "/" + target;
    for (String name : whole.split("/")) {
      if (name.equals("..")) {
        if (!names.isEmpty()) {
          names.removeLast();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }
}
