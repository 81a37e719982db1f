package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.DeviceInterrupts.Vector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the interrupts of devices ({@code msi_irqs}, {@code
 * Documentation/ABI/testing/sysfs-bus-pci}).
 */
final class InterruptReader {
  /** Its event channels are no vectors of a PCI device. */
  private static final String XEN_DRIVER = "vif";

  /** What an interface's interrupts were sorted by, and what that came to. */
  private record Sorted(
      @Nullable String driver,
      List<Vector> vectors,
      List<Integer> rxQueues,
      List<Integer> txQueues,
      DeviceInterrupts interrupts) {

    boolean isOf(
        @Nullable String driver,
        List<Vector> vectors,
        List<Integer> rxQueues,
        List<Integer> txQueues) {
      return this.vectors.equals(vectors)
          && this.rxQueues.equals(rxQueues)
          && this.txQueues.equals(txQueues)
          && Objects.equals(this.driver, driver);
    }
  }

  private final FactFiles files;
  private final Map<String, Sorted> known;
  private final Map<String, Sorted> seen = new HashMap<>();
  private final IrqActions actions;

  private InterruptReader(FactFiles files, Map<String, Sorted> known) {
    this.files = files;
    this.known = known;
    this.actions = new IrqActions(files);
  }

  /** A reader for one pass. */
  InterruptReader(FactFiles files) {
    this(files, Map.of());
  }

  /** A reader for the pass after this one: what reads the same is not sorted again. */
  InterruptReader next() {
    return new InterruptReader(files, seen);
  }

  /** The interrupts of an interface's device, by what they serve. */
  DeviceInterrupts interrupts(
      String nic,
      BusDevice device,
      @Nullable String driver,
      List<Integer> rxQueues,
      List<Integer> txQueues) {
    List<Vector> vectors = vectors(nic, device, driver);
    Sorted before = known.get(nic);
    Sorted now =
        before != null && before.isOf(driver, vectors, rxQueues, txQueues)
            ? before
            : new Sorted(
                driver,
                vectors,
                rxQueues,
                txQueues,
                sort(device, driver, vectors, rxQueues, txQueues));
    seen.put(nic, now);
    return now.interrupts();
  }

  private static DeviceInterrupts sort(
      BusDevice device,
      @Nullable String driver,
      List<Vector> vectors,
      List<Integer> rxQueues,
      List<Integer> txQueues) {
    List<Vector> pool =
        device.isSubFunction()
            ? vectors.stream()
                .filter(vector -> vector.actions().stream().anyMatch(OtherInterrupt::isPooled))
                .toList()
            : List.of();
    return pool.isEmpty()
        ? DeviceInterrupts.sort(driver, vectors, rxQueues, txQueues)
        : DeviceInterrupts.sort(null, pool, rxQueues, txQueues);
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
