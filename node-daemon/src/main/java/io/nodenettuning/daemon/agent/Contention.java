package io.nodenettuning.daemon.agent;

import io.nodenettuning.daemon.drift.Writer;
import io.nodenettuning.daemon.knob.Setting;
import io.nodenettuning.daemon.plan.FoundDrift;
import io.nodenettuning.daemon.plan.Restraint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fights nobody for ever: a setting that something else changes again and again is put back a few
 * times and then left alone, for longer each time. After a back-off it is put back once; if that
 * lasts, the fight is over. For one thread.
 */
final class Contention implements Restraint {
  /** In this time corrections are counted, and it is the first back-off. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** Corrections of a setting in that time. */
  static final int CORRECTIONS = 3;

  /** The same where correcting interrupts traffic. */
  static final int DISRUPTIVE_CORRECTIONS = 1;

  /** The same where a driver made the setting anew: nobody is fought, but a link may flap. */
  static final int CORRECTIONS_OF_DRIVERS = 10;

  /** No back-off is longer. */
  static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

  private static final class Fight {
    final Deque<Instant> corrections = new ArrayDeque<>();
    Origin with = Origin.UNKNOWN;
    Duration backOff = Duration.ZERO;
    Instant until = Instant.MIN;
    Instant foundAt = Instant.MIN;
    @Nullable String leftAs;
    @Nullable String cause;

    int most(Setting setting) {
      if (!backOff.isZero() || setting.knob().disruptive()) {
        return DISRUPTIVE_CORRECTIONS;
      }
      return with.isDriver() ? CORRECTIONS_OF_DRIVERS : CORRECTIONS;
    }
  }

  private final InstantSource clock;
  private final Map<String, Fight> fights = new HashMap<>();

  Contention(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> keeps(Setting setting) {
    Instant now = clock.instant();
    Fight fight = fights.get(setting.key());
    if (fight == null || isOver(fight, now)) {
      return Optional.empty();
    }
    if (now.isBefore(fight.until)) {
      return Optional.of(reason(fight));
    }
    fight.corrections.removeIf(time -> time.isBefore(now.minus(WINDOW)));
    if (fight.corrections.size() < fight.most(setting)) {
      return Optional.empty();
    }
    fight.cause =
        fight.backOff.isZero()
            ? "put back %s within %d minutes and changed again"
                .formatted(times(fight.corrections.size()), WINDOW.toMinutes())
            : "put back after a back-off of %d minutes and changed again"
                .formatted(fight.backOff.toMinutes());
    fight.backOff = longer(fight.backOff);
    fight.until = now.plus(fight.backOff);
    fight.corrections.clear();
    return Optional.of(reason(fight));
  }

  private static Duration longer(Duration backOff) {
    if (backOff.isZero()) {
      return WINDOW;
    }
    Duration twice = backOff.multipliedBy(2);
    return twice.compareTo(LONGEST_BACK_OFF) < 0 ? twice : LONGEST_BACK_OFF;
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String reason(Fight fight) {
    String advice = fight.with.advice();
    return "%s, last by %s; left alone until %s%s"
        .formatted(
            fight.cause,
            fight.with,
            fight.until.truncatedTo(ChronoUnit.SECONDS),
            advice.isEmpty() ? "" : "; " + advice);
  }

  /**
   * Counts a drift that was found. One that is only told is no fight; told so often that it would
   * be one, its writer is not listened to for a while either.
   *
   * @param told who did it, as far as the kernel told
   * @return who did it: what was left alone, and is found as it was left, is of whom it was left to
   */
  Origin found(FoundDrift drift, Origin told) {
    Instant now = clock.instant();
    Fight fight =
        fights.compute(
            drift.key(), (_, known) -> known == null || isOver(known, now) ? new Fight() : known);
    boolean asItWasLeft = fight.leftAs != null && fight.leftAs.equals(drift.to());
    Origin origin = asItWasLeft && told.equals(Origin.UNKNOWN) ? fight.with : told;
    fight.leftAs = drift.corrected() ? null : drift.to();
    if (now.isBefore(fight.until)) {
      return origin;
    }
    fight.corrections.add(now);
    fight.with = origin;
    fight.foundAt = now;
    fight.corrections.removeIf(time -> time.isBefore(now.minus(WINDOW)));
    if (!drift.corrected() && fight.corrections.size() > CORRECTIONS) {
      fight.cause =
          "changed %s within %d minutes"
              .formatted(times(fight.corrections.size()), WINDOW.toMinutes());
      fight.until = now.plus(WINDOW);
      fight.corrections.clear();
    }
    return origin;
  }

  /**
   * Names a writer of whom only the number was known.
   *
   * @param since numbers come again: who was found before is somebody else
   */
  void name(Writer writer, Instant since) {
    fights
        .values()
        .forEach(fight -> {
          if (!fight.foundAt.isBefore(since)) {
            fight.with = fight.with.named(writer);
          }
        });
  }

  /** Tells who was heard of after a drift that nobody was seen to make. */
  void explain(String key, Origin origin, Instant since) {
    Fight fight = fights.get(key);
    if (fight != null && fight.with.yieldsTo(origin) && !fight.foundAt.isBefore(since)) {
      fight.with = origin;
    }
  }

  /** Keys of settings that are left alone now; fights that are long over are forgotten. */
  Set<String> leftAlone() {
    if (fights.isEmpty()) {
      return Set.of();
    }
    Instant now = clock.instant();
    fights.values().removeIf(fight -> isOver(fight, now));
    Set<String> keys = new HashSet<>();
    fights.forEach((key, fight) -> {
      if (now.isBefore(fight.until)) {
        keys.add(key);
      }
    });
    return keys;
  }

  private static boolean isOver(Fight fight, Instant now) {
    Instant quietSince = now.minus(WINDOW);
    return fight.until.isBefore(quietSince)
        && (fight.corrections.isEmpty() || fight.corrections.getLast().isBefore(quietSince));
  }
}
