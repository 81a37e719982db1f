package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.QueueRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of the daemon's network namespace.
 *
 * @param name such as {@code eth0}
 * @param ifindex the kernel's number of it, never given twice while the node is up
 * @param type what kind of device it is, or null for a kind that no tuning can name
 * @param driver such as {@code virtio_net}, or null where the device has none
 * @param busAddress of its parent device, such as {@code 0000:81:00.0} or {@code virtio2}
 * @param pciAddress of the nearest PCI device above it
 * @param mac hardware address
 * @param numaNode NUMA node of the device, -1 where unknown
 * @param up whether it is administratively up
 * @param routes which routes go out through it
 * @param rxQueues numbers of its receive queues, ascending
 * @param txQueues numbers of its transmit queues, ascending
 * @param interrupts vectors that serve queues, by queue and role
 * @param otherInterrupts vectors of the device that serve no queue or are not understood
 * @param members names of the interfaces that a bond or team is made of
 */
public record Nic(
    String name,
    int ifindex,
    @Nullable InterfaceType type,
    @Nullable String driver,
    @Nullable String busAddress,
    @Nullable String pciAddress,
    String mac,
    int numaNode,
    boolean up,
    Set<io.nodenettuning.api.RouteMatch> routes,
    List<Integer> rxQueues,
    List<Integer> txQueues,
    List<QueueInterrupt> interrupts,
    List<OtherInterrupt> otherInterrupts,
    List<String> members) {

  /** The same device with other queues. */
  public Nic withQueues(
      List<Integer> rxQueues, List<Integer> txQueues, List<QueueInterrupt> interrupts) {
    return new Nic(
        name,
        ifindex,
        type,
        driver,
        busAddress,
        pciAddress,
        mac,
        numaNode,
        up,
        routes,
        rxQueues,
        txQueues,
        interrupts,
        otherInterrupts,
        members);
  }

  /** Whether it is the PCI device that its vectors are of, and no part of it. */
  boolean isWholeDevice() {
    return busAddress != null && busAddress.equals(pciAddress);
  }

  /** The vector that serves a queue; nothing where it has none of its own. */
  public Optional<QueueInterrupt> interrupt(QueueRole role, int queue) {
    int low = 0;
    int high = interrupts.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      QueueInterrupt found = interrupts.get(middle);
      int order = Integer.compare(found.queue(), queue);
      order = order == 0 ? found.role().compareTo(role) : order;
      if (order == 0) {
        return Optional.of(found);
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return Optional.empty();
  }

  /**
   * What stays the same as long as this is the same device instance with its settings: journal and
   * history key on it.
   */
  public String identity() {
    return "if" + ifindex + (busAddress == null ? "" : "@" + busAddress);
  }
}
