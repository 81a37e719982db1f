package io.nodenettuning.operator.handout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All tunings as they are to be handed out, by uid. Written by the reconciler, read by one thread.
 */
public final class Offers {
  private final Map<String, Offer> offers = new ConcurrentHashMap<>();
  private volatile Runnable changed = () -> {};

  /** Calls this after every change of any offer. */
  void onChange(Runnable listener) {
    changed = listener;
  }

  /** Offers this from now on. */
  public void put(Offer offer) {
    if (!offer.equals(offers.put(offer.uid(), offer))) {
      changed.run();
    }
  }

  /** Makes this tuning known, unless the reconciler has decided on it already. */
  void putIfUnknown(Offer offer) {
    offers.putIfAbsent(offer.uid(), offer);
  }

  /** The tuning is gone: whoever still has it loses it. */
  public void remove(String uid) {
    if (offers.remove(uid) != null) {
      changed.run();
    }
  }

  /** Drops what is offered of tunings that are no longer there. */
  public void retain(Set<String> uids) {
    List.copyOf(offers.keySet()).stream().filter(uid -> !uids.contains(uid)).forEach(this::remove);
  }

  Collection<Offer> all() {
    return offers.values();
  }
}
