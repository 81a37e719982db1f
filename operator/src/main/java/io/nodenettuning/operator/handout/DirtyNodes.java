package io.nodenettuning.operator.handout;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Names of nodes to decide on, each at most once, first come first served. One that failed comes
 * back after a delay that doubles with every failure in a row; an event brings it back at once.
 */
final class DirtyNodes {
  static final Duration FIRST_RETRY = Duration.ofMillis(500);
  static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final LongSupplier nanoTime;
  private final Map<String, Long> dueAt = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  DirtyNodes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void add(String node) {
    addAll(List.of(node));
  }

  void addAll(Collection<String> nodes) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      nodes.forEach(node -> dueAt.merge(node, now, DirtyNodes::sooner));
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long sooner(long left, long right) {
    return left - right < 0 ? left : right;
  }

  /** Decided and done. */
  void succeeded(String node) {
    lock.lock();
    try {
      failures.remove(node);
    } finally {
      lock.unlock();
    }
  }

  /** To be tried again later. */
  void failed(String node) {
    lock.lock();
    try {
      int before = failures.merge(node, 1, Integer::sum) - 1;
      long delay = Math.min(LAST_RETRY.toNanos(), FIRST_RETRY.toNanos() << Math.min(before, 10));
      dueAt.merge(node, nanoTime.getAsLong() + delay, DirtyNodes::sooner);
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return dueAt.size();
    } finally {
      lock.unlock();
    }
  }

  /** The next node that is due, or nothing when none is within this time. */
  Optional<String> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long until = nanoTime.getAsLong() + patience.toNanos();
      while (true) {
        long now = nanoTime.getAsLong();
        long wake = until;
        for (Iterator<Map.Entry<String, Long>> all = dueAt.entrySet().iterator(); all.hasNext(); ) {
          Map.Entry<String, Long> entry = all.next();
          if (entry.getValue() - now <= 0) {
            all.remove();
            return Optional.of(entry.getKey());
          }
          wake = sooner(wake, entry.getValue());
        }
        if (until - now <= 0) {
          return Optional.empty();
        }
        boolean signalled = added.await(wake - now, TimeUnit.NANOSECONDS);
        if (!signalled && wake == until) {
          return Optional.empty();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
