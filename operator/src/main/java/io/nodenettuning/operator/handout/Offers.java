package io.nodenettuning.operator.handout;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tunings as they are to be handed out, by uid. Written by the reconciler, read by one thread.
 * A tuning that is gone does not come back: what a reconciler that was still at it offers late is
 * not heard.
 */
public final class Offers {
  private static final int GONE_REMEMBERED = 1_000;

  private final Map<String, Offer> offers = new HashMap<>();
  private final Map<String, Boolean> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > GONE_REMEMBERED;
        }
      };
  private volatile Runnable changed = () -> {};

  /** Calls this after every change of any offer. */
  void onChange(Runnable listener) {
    changed = listener;
  }

  /** Offers this from now on. */
  public void put(Offer offer) {
    if (replace(offer)) {
      changed.run();
    }
  }

  private synchronized boolean replace(Offer offer) {
    return !gone.containsKey(offer.uid()) && !offer.equals(offers.put(offer.uid(), offer));
  }

  /** Makes this tuning known, unless the reconciler has decided on it already. */
  synchronized void putIfUnknown(Offer offer) {
    if (!gone.containsKey(offer.uid())) {
      offers.putIfAbsent(offer.uid(), offer);
    }
  }

  /** The tuning is gone: whoever still has it loses it. */
  public void remove(String uid) {
    if (withdraw(uid)) {
      changed.run();
    }
  }

  private synchronized boolean withdraw(String uid) {
    gone.put(uid, true);
    return offers.remove(uid) != null;
  }

  synchronized Collection<Offer> all() {
    return List.copyOf(offers.values());
  }
}
