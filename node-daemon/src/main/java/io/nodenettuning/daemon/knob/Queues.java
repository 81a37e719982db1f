package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.Nic;
import java.util.Optional;

/** Paths of a queue's files. */
final class Queues {
  private Queues() {}

  /** The file of a receive queue, when the interface has that queue. */
  static Optional<String> rx(Nic nic, String leaf, String file) {
    return nic.rxQueues().stream()
        .filter(queue -> leaf.equals("rx-" + queue))
        .findFirst()
        .map(_ -> "/sys/class/net/" + nic.name() + "/queues/" + leaf + "/" + file);
  }
}
