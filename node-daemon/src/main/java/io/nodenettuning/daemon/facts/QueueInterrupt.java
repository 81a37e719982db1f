package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.QueueRole;
import org.jspecify.annotations.Nullable;

/**
 * An interrupt vector that serves a queue.
 *
 * @param irq its number, which the kernel recycles: never to be kept
 * @param vector the driver's name of it, such as {@code virtio2-input.0}
 * @param role {@code rx} where it serves a receive queue, shared with transmit or not; {@code tx}
 *     where transmit has this vector of its own
 * @param queue the queue's number
 * @param owner whose queue has this vector in the first place; null where it is this interface's
 *     own
 */
public record QueueInterrupt(
    int irq, String vector, QueueRole role, int queue, @Nullable Owner owner) {
  private static final int NONE_YET = -1;

  /**
   * A queue of another interface.
   *
   * @param nic that interface's name
   * @param identity of that interface, see {@link Nic#identity}
   * @param role the queue's direction
   * @param queue the queue's number
   */
  public record Owner(String nic, String identity, QueueRole role, int queue) {}

  /** One of the interface's own. */
  public QueueInterrupt(int irq, String vector, QueueRole role, int queue) {
    this(irq, vector, role, queue, null);
  }

  /** One that the driver is going to ask for. */
  public static QueueInterrupt toCome(QueueRole role, int queue) {
    return new QueueInterrupt(NONE_YET, "", role, queue);
  }

  /** The same, as another interface's that this one shares. */
  QueueInterrupt of(Owner other) {
    return new QueueInterrupt(irq, vector, role, queue, other);
  }

  /** Whether it is there already. */
  public boolean exists() {
    return irq != NONE_YET;
  }
}
