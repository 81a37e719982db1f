package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the deciding thread has to look at. Any thread may post and never waits; hints of the same
 * thing become one, so that it stays as small as the node.
 */
final class Inbox {
  /** More writers of one setting than these are one that is not known. */
  private static final int WRITERS_KEPT = 4;

  private static final int NAMES_KEPT = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition posted = lock.newCondition();
  private Mail mail = new Mail();

  /** What was posted since the last time. */
  static final class Mail {
    /** Who wrote which file. */
    final Map<String, Set<Writer>> written = new LinkedHashMap<>();

    /** What changed, of devices and CPUs. */
    final Set<Hint> changes = new LinkedHashSet<>();

    final List<Writer> named = new ArrayList<>();
    boolean everything;

    /** Whether something changed from which it follows what is wanted. */
    boolean premises;

    boolean woken;

    /** Who is suspected of what devices told of their parameters, by the device's name. */
    Map<String, Origin> parameters() {
      return suspects(Pace::isOfParameters);
    }

    /** The same of rings, with which drivers make queues and interrupts anew. */
    Map<String, Origin> rings() {
      return suspects(kind -> kind == Hint.Device.Kind.Rings);
    }

    private Map<String, Origin> suspects(Predicate<Hint.Device.Kind> which) {
      Map<String, Origin> suspects = new LinkedHashMap<>();
      for (Hint change : changes) {
        if (change instanceof Hint.Device device && which.test(device.kind())) {
          suspects.merge(device.name(), new Origin(device.suspects(), ""), Origin::and);
        }
      }
      return suspects;
    }

    boolean isEmpty() {
      return written.isEmpty()
          && changes.isEmpty()
          && named.isEmpty()
          && !everything
          && !premises
          && !woken;
    }
  }

  /** Asks for a pass now. */
  void wake() {
    post(mail -> mail.woken = true);
  }

  /** Takes a hint. */
  void accept(Hint hint) {
    post(mail -> {
      switch (hint) {
        case Hint.Written written -> {
          Set<Writer> writers =
              mail.written.computeIfAbsent(written.path(), _ -> new LinkedHashSet<>(2));
          if (!writers.contains(written.writer())) {
            writers.add(writers.size() < WRITERS_KEPT ? written.writer() : Writer.UNKNOWN);
          }
        }
        case Hint.Device device -> mail.changes.add(device);
        case Hint.Cpu cpu -> mail.changes.add(cpu);
        case Hint.Isolation isolation -> mail.changes.add(isolation);
        case Hint.Premise _ -> mail.premises = true;
        case Hint.Everything _ -> mail.everything = true;
        case Hint.Named named -> {
          if (mail.named.size() < NAMES_KEPT) {
            mail.named.add(named.writer());
          }
        }
      }
    });
  }

  private void post(Consumer<Mail> change) {
    lock.lock();
    try {
      change.accept(mail);
      posted.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something.
   *
   * @param nanos at most so long
   * @return what was posted; empty after that time
   */
  Mail take(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (mail.isEmpty() && left > 0) {
        left = posted.awaitNanos(left);
      }
      return takeNow();
    } finally {
      lock.unlock();
    }
  }

  /** Takes what was posted, which may be nothing. */
  Mail takeNow() {
    lock.lock();
    try {
      Mail taken = mail;
      mail = new Mail();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
