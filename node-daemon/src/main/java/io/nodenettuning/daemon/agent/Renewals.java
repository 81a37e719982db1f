package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which interfaces are no longer what they were: what they refused then they may not refuse now.
 * For one thread.
 */
final class Renewals {

  /** What a driver makes of an interface. */
  private record Shape(
      boolean up,
      @Nullable String driver,
      List<Integer> rxQueues,
      List<Integer> txQueues,
      List<QueueInterrupt> interrupts) {

    static Shape of(Nic nic) {
      return new Shape(nic.up(), nic.driver(), nic.rxQueues(), nic.txQueues(), nic.interrupts());
    }
  }

  private Map<String, Shape> known = new HashMap<>();
  private final Set<String> renewed = new HashSet<>();

  /** Looks at the interfaces; returns the names of those that changed since {@link #forget}. */
  Set<String> look(Facts facts) {
    Map<String, Shape> now = new HashMap<>();
    for (Nic nic : facts.nics()) {
      Shape shape = Shape.of(nic);
      Shape before = known.get(nic.identity());
      now.put(nic.identity(), shape);
      if (before != null && !before.equals(shape)) {
        renewed.add(nic.name());
      }
    }
    known = now;
    return Set.copyOf(renewed);
  }

  /** Takes in interfaces that changed in another way. */
  void add(Set<String> names) {
    renewed.addAll(names);
  }

  /** What they refused was tried again. */
  void forget() {
    renewed.clear();
  }
}
