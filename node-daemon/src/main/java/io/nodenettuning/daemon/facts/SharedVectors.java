package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.facts.QueueInterrupt.Owner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whose a vector is that serves queues of several interfaces: mlx5 sub-functions without a
 * pool of vectors, and what represents virtual functions in a switch, take those of their card. It
 * is that of the card's own interface, or else of the one that came first.
 */
final class SharedVectors {
  private static final Comparator<Nic> OWNERS_FIRST =
      Comparator.comparing((Nic nic) -> !nic.isWholeDevice()).thenComparingInt(Nic::ifindex);

  private SharedVectors() {}

  /** The same interfaces in the same order, each shared vector with its owner. */
  static List<Nic> settle(List<Nic> nics) {
    return isAnyShared(nics) ? settled(nics) : List.copyOf(nics);
  }

  private static boolean isAnyShared(List<Nic> nics) {
    BitSet seen = new BitSet();
    for (Nic nic : nics) {
      for (QueueInterrupt vector : nic.interrupts()) {
        if (seen.get(vector.irq())) {
          return true;
        }
        seen.set(vector.irq());
      }
    }
    return false;
  }

  private static List<Nic> settled(List<Nic> nics) {
    Map<Integer, Owner> owners = new HashMap<>();
    nics.stream()
        .sorted(OWNERS_FIRST)
        .forEach(nic ->
            nic.interrupts()
                .forEach(vector ->
                    owners.putIfAbsent(
                        vector.irq(),
                        new Owner(nic.name(), nic.identity(), vector.role(), vector.queue()))));
    List<Nic> settled = new ArrayList<>(nics.size());
    for (Nic nic : nics) {
      List<QueueInterrupt> vectors = new ArrayList<>(nic.interrupts().size());
      for (QueueInterrupt vector : nic.interrupts()) {
        Owner owner = owners.get(vector.irq());
        vectors.add(owner == null || owner.nic().equals(nic.name()) ? vector : vector.of(owner));
      }
      settled.add(nic.withQueues(nic.rxQueues(), nic.txQueues(), List.copyOf(vectors)));
    }
    return List.copyOf(settled);
  }
}
