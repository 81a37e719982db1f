package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Paths of a queue's files. */
final class Queues {
  private static final int NONE = -1;

  private Queues() {}

  /** The file of a receive queue, when the interface has that queue. */
  static Optional<String> rx(Nic nic, String leaf, String file) {
    return path(nic, leaf, QueueRole.rx, nic.rxQueues(), file);
  }

  /** The file of a transmit queue, when the interface has that queue. */
  static Optional<String> tx(Nic nic, String leaf, String file) {
    return path(nic, leaf, QueueRole.tx, nic.txQueues(), file);
  }

  private static Optional<String> path(
      Nic nic, String leaf, QueueRole role, List<Integer> queues, String file) {
    return Collections.binarySearch(queues, number(leaf, role)) < 0
        ? Optional.empty()
        : Optional.of(folder(nic.name()) + "/" + leaf + "/" + file);
  }

  /** Where sysfs has the queues of a device. */
  static String folder(String device) {
    return "/sys/class/net/" + device + "/queues";
  }

  /** How many receive queues a device has now. */
  static int rxCount(Kernel kernel, String device) {
    return (int)
        kernel.files().list(folder(device)).stream().filter(name -> name.startsWith("rx-")).count();
  }

  /**
   * The queue's number in {@code rx-3} or {@code tx-3}, or -1 where it is not of this direction.
   */
  static int number(String leaf, QueueRole role) {
    int start = role.name().length() + 1;
    try {
      return leaf.startsWith(role.name()) && leaf.startsWith("-", start - 1)
          ? Integer.parseInt(leaf, start, leaf.length(), 10)
          : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }
}
