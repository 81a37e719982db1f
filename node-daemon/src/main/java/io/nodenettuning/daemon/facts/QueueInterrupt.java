package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.QueueRole;

/**
 * An interrupt vector that serves a queue.
 *
 * @param irq its number, which the kernel recycles: never to be kept
 * @param vector the driver's name of it, such as {@code virtio2-input.0}
 * @param role {@code rx} where it serves a receive queue, shared with transmit or not; {@code tx}
 *     where transmit has this vector of its own
 * @param queue the queue's number
 */
public record QueueInterrupt(int irq, String vector, QueueRole role, int queue) {
  private static final int NONE_YET = -1;

  /** One that the driver is going to ask for. */
  public static QueueInterrupt toCome(QueueRole role, int queue) {
    return new QueueInterrupt(NONE_YET, "", role, queue);
  }

  /** Whether it is there already. */
  public boolean exists() {
    return irq != NONE_YET;
  }
}
