package io.nodenettuning.daemon.facts;

import static java.util.Comparator.comparingInt;

import io.nodenettuning.api.QueueRole;
import io.nodenettuning.daemon.facts.VectorNames.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The interrupts of a device, sorted out.
 *
 * @param ofQueues those that serve a queue that is there, by queue
 * @param others the rest, by number
 */
record DeviceInterrupts(List<QueueInterrupt> ofQueues, List<OtherInterrupt> others) {

  static final DeviceInterrupts NONE = new DeviceInterrupts(List.of(), List.of());

  /** A driver with a single vector names it as the interface was called then. */
  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** A queue in one direction. */
  private record Queue(QueueRole role, int number) {}

  /**
   * An interrupt and its handlers.
   *
   * @param irq its number
   * @param actions what drivers call it; none while nothing handles it
   */
  record Vector(int irq, List<String> actions) {}

  /**
   * Sorts out a device's interrupts by the names that its driver gave them.
   *
   * @param vectors all of them, by number
   * @param rxQueues the receive queues that there are, ascending; none when that is unknown
   * @param txQueues the same for transmit
   */
  static DeviceInterrupts sort(
      @Nullable String driver,
      List<Vector> vectors,
      List<Integer> rxQueues,
      List<Integer> txQueues) {
    int named = (int) vectors.stream().filter(v -> name(driver, v) != null).count();
    Set<Queue> served = new HashSet<>();
    List<QueueInterrupt> ofQueues = new ArrayList<>();
    List<OtherInterrupt> others = new ArrayList<>();
    for (Vector vector : vectors) {
      Queue queue =
          named == 0 && servesAll(vectors, rxQueues)
              ? new Queue(QueueRole.rx, 0)
              : queue(driver, vector, named, rxQueues, txQueues);
      String name = String.join(",", vector.actions());
      if (queue != null && served.add(queue)) {
        ofQueues.add(new QueueInterrupt(vector.irq(), name, queue.role(), queue.number()));
      } else {
        others.add(new OtherInterrupt(vector.irq(), name));
      }
    }
    ofQueues.sort(comparingInt(QueueInterrupt::queue).thenComparing(QueueInterrupt::role));
    others.sort(comparingInt(OtherInterrupt::irq));
    return new DeviceInterrupts(List.copyOf(ofQueues), List.copyOf(others));
  }

  private static boolean servesAll(List<Vector> vectors, List<Integer> rxQueues) {
    return vectors.size() == 1
        && !rxQueues.isEmpty()
        && vectors.getFirst().actions().size() == 1
        && BARE_NAME.matcher(vectors.getFirst().actions().getFirst()).matches();
  }

  private static @Nullable Named name(@Nullable String driver, Vector vector) {
    return vector.actions().stream()
        .flatMap(action -> VectorNames.parse(driver, action).stream())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Queue queue(
      @Nullable String driver,
      Vector vector,
      int vectors,
      List<Integer> rxQueues,
      List<Integer> txQueues) {
    Named name = name(driver, vector);
    if (name == null) {
      return null;
    }
    int number = name.queue(vectors);
    boolean receives = rxQueues.isEmpty() || Collections.binarySearch(rxQueues, number) >= 0;
    boolean transmits = txQueues.isEmpty() || Collections.binarySearch(txQueues, number) >= 0;
    QueueRole role = name.role(vectors);
    if (role != QueueRole.tx && receives) {
      return new Queue(QueueRole.rx, number);
    }
    // A vector for both directions whose number no receive queue has still transmits.
    return role != QueueRole.rx && transmits ? new Queue(QueueRole.tx, number) : null;
  }
}
