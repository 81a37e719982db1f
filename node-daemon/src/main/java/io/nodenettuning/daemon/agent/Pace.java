package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Hint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * When to look at the whole node: at once after an event, then at ever longer intervals while
 * events keep coming, and always after some time. For one thread.
 */
final class Pace {
  private static final double JITTER = 0.2;
  private static final Duration FIRST_GAP = Duration.ofMillis(100);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

  /** People change what is wanted, and wait for it: no reason to become slower. */
  private static final Duration GAP_BETWEEN_PREMISES = Duration.ofMillis(500);

  private static final Duration GAP_AFTER_LOSS = Duration.ofSeconds(10);

  /** Udev does its part with an interface that appears; who sets it before is overruled. */
  private static final Duration UDEVS_TURN = Duration.ofSeconds(1);

  private final long interval;
  private final Map<String, Origin> events = new LinkedHashMap<>();
  private long next;
  private long last;
  private long gap = FIRST_GAP.toNanos();
  private boolean eventful;

  /**
   * A pace whose first look is due now.
   *
   * @param interval between looks without events; jittered, so that a fleet does not look at once
   */
  Pace(Duration interval, long now) {
    this.interval = interval.toNanos();
    this.next = now;
    this.last = now - GAP_AFTER_LOSS.toNanos();
  }

  /** How long until the next look, in nanoseconds; not positive when it is due. */
  long left(long now) {
    return next - now;
  }

  /**
   * Takes in what was posted.
   *
   * @param isKnown whether an interface was there at the last look
   */
  void take(Inbox.Mail mail, Predicate<String> isKnown, long now) {
    if (mail.woken) {
      ask(now);
    }
    if (mail.everything) {
      eventful = true;
      ask(Math.max(now, last + GAP_AFTER_LOSS.toNanos()));
    }
    if (mail.premises) {
      ask(Math.max(now, last + GAP_BETWEEN_PREMISES.toNanos()));
    }
    for (Hint change : mail.changes) {
      if (change instanceof Hint.Device device) {
        if (!isOfParameters(device.kind())) {
          boolean isNew =
              device.kind() != Hint.Device.Kind.Settled
                  && device.kind() != Hint.Device.Kind.Gone
                  && !isKnown.test(device.name());
          event(
              device.name(),
              new Origin(device.suspects(), device.name() + ": " + text(device.kind())),
              now + (isNew ? UDEVS_TURN.toNanos() : 0));
        }
      } else if (change instanceof Hint.Cpu cpu) {
        event(
            "",
            new Origin(
                List.of(),
                "CPU %d went %s".formatted(cpu.cpu(), cpu.online() ? "online" : "offline")),
            now);
      } else if (change instanceof Hint.Isolation isolation) {
        event("", new Origin(List.of(), "isolated CPUs are now: " + isolation.cpus()), now);
      }
    }
  }

  /** Whether only values changed, and neither queues nor devices. */
  static boolean isOfParameters(Hint.Device.Kind kind) {
    return switch (kind) {
      case Features, Rings, Coalesce, Rss -> true;
      case Channels, Link, Queues, Appeared, Gone, Renamed, Settled -> false;
    };
  }

  private static String text(Hint.Device.Kind kind) {
    return switch (kind) {
      case Features -> "its features changed";
      case Rings -> "its rings changed";
      case Coalesce -> "its coalescing changed";
      case Rss -> "its receive hashing changed";
      case Channels -> "its channels changed";
      case Link -> "its link changed";
      case Queues -> "its queues changed";
      case Appeared, Settled -> "it appeared";
      case Gone -> "it went away";
      case Renamed -> "it was renamed";
    };
  }

  private void event(String device, Origin what, long now) {
    events.merge(device, what, Origin::and);
    eventful = true;
    ask(Math.max(now, last + gap));
  }

  private void ask(long at) {
    if (at - next < 0) {
      next = at;
    }
  }

  /**
   * A look begins.
   *
   * @return what happened since the last one, by the name of the device; by an empty text what
   *     happened to CPUs
   */
  Map<String, Origin> begin(long now) {
    boolean busy = now - last < 2 * LONGEST_GAP.toNanos();
    gap = eventful && busy ? Math.min(2 * gap, LONGEST_GAP.toNanos()) : FIRST_GAP.toNanos();
    last = now;
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    next = now + (long) (interval * factor);
    Map<String, Origin> happened = Map.copyOf(events);
    events.clear();
    return happened;
  }

  /** Whether something happened since this was last asked. */
  boolean wasEventful() {
    boolean was = eventful;
    eventful = false;
    return was;
  }
}
