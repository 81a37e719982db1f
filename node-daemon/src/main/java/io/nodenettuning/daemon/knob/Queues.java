package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Kernel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Paths of a queue's files. */
final class Queues {
  private static final String RX = "rx-";
  private static final String TX = "tx-";

  private Queues() {}

  /** The file of a receive queue, when the interface has that queue. */
  static Optional<String> rx(Nic nic, String leaf, String file) {
    return path(nic, leaf, RX, nic.rxQueues(), file);
  }

  /** The file of a transmit queue, when the interface has that queue. */
  static Optional<String> tx(Nic nic, String leaf, String file) {
    return path(nic, leaf, TX, nic.txQueues(), file);
  }

  private static Optional<String> path(
      Nic nic, String leaf, String prefix, List<Integer> queues, String file) {
    return number(leaf, prefix)
        .filter(queue -> Collections.binarySearch(queues, queue) >= 0)
        .map(_ -> "/sys/class/net/" + nic.name() + "/queues/" + leaf + "/" + file);
  }

  /** How many receive queues a device has now. */
  static int rxCount(Kernel kernel, String device) {
    return (int)
        kernel.files().list("/sys/class/net/" + device + "/queues").stream()
            .filter(name -> name.startsWith(RX))
            .count();
  }

  private static Optional<Integer> number(String leaf, String prefix) {
    try {
      return leaf.startsWith(prefix)
          ? Optional.of(Integer.parseInt(leaf, prefix.length(), leaf.length(), 10))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
