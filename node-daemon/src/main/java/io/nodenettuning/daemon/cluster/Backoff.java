package io.nodenettuning.daemon.cluster;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ever longer waits between tries, jittered so that a fleet does not try at once. */
final class Backoff {
  private final Duration first;
  private final Duration most;
  private Duration next;

  Backoff(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  /** How long to wait now: between half of the present step and all of it. */
  Duration next() {
    long full = next.toMillis();
    next = next.multipliedBy(2).compareTo(most) < 0 ? next.multipliedBy(2) : most;
    return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  /** It worked: the next failure begins anew. */
  void reset() {
    next = first;
  }
}
