package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The reading and writing of a knob whose every setting is a file of one value. */
abstract class FileKnob {
  /** Before each new attempt at what was refused for a moment: some timer ticks at any HZ. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(2), Duration.ofMillis(8), Duration.ofMillis(32));

  /** The value in a file's text; null where the text has none. */
  abstract Value read(String text);

  /** The text to write for a value. */
  abstract String format(Value value);

  /** What a refused write means; by default it may succeed later. */
  Outcome refusal(Errno errno) {
    return errno.equals(Errno.EOPNOTSUPP) ? Outcome.Unsupported : Outcome.Failed;
  }

  /** Whether what a write was refused for may be over in a moment: then it is tried again. */
  boolean isMomentary(Errno errno) {
    return false;
  }

  /** Why a refused write was refused, where that can be told; else an empty text. */
  String reason(Setting setting, Errno errno) {
    return "";
  }

  /** Why there is no file for a setting. */
  String missing(Setting setting) {
    return setting.attribute() + " does not exist here";
  }

  public Map<Setting, Observation> observe(Kernel kernel, Collection<Setting> settings) {
    Map<Setting, Observation> observations = new LinkedHashMap<>(settings.size() * 2);
    for (Setting setting : settings) {
      observations.put(setting, observe(kernel, setting));
    }
    return observations;
  }

  private Observation observe(Kernel kernel, Setting setting) {
    String path = setting.attribute();
    return switch (kernel.files().read(path)) {
      case Reading.Text text -> {
        try {
          yield new Observation.Seen(read(text.value()));
        } catch (IllegalArgumentException e) {
          yield new Observation.Missing(Outcome.Failed, notUnderstood(path, text.value()));
        }
      }
      case Reading.Refused refused ->
          refused.errno().equals(Errno.ENOENT) || refused.errno().equals(Errno.ENODEV)
              ? new Observation.Missing(Outcome.Unsupported, missing(setting))
              : new Observation.Missing(Outcome.Failed, "reading " + path + ": " + refused.errno());
    };
  }

  public Map<Setting, Effect> write(Kernel kernel, Map<Setting, Value> values) {
    Map<Setting, Effect> effects = new LinkedHashMap<>(values.size() * 2);
    Map<Setting, Value> left = write(kernel, values, effects);
    for (Duration pause : PAUSES) {
      if (left.isEmpty()) {
        break;
      }
      LockSupport.parkNanos(pause.toNanos());
      left = write(kernel, left, effects);
    }
    return effects;
  }

  /** Writes each once; returns those that were refused for a moment. */
  private Map<Setting, Value> write(
      Kernel kernel, Map<Setting, Value> values, Map<Setting, Effect> effects) {
    Map<Setting, Value> refused = new LinkedHashMap<>();
    values.forEach((setting, value) -> {
      String text = format(value);
      Reading answer = kernel.files().write(setting.attribute(), text);
      effects.put(setting, effect(setting, text, answer));
      if (answer instanceof Reading.Refused refusal && isMomentary(refusal.errno())) {
        refused.put(setting, value);
      }
    });
    return refused;
  }

  private Effect effect(Setting setting, String text, Reading answer) {
    return switch (answer) {
      case Reading.Text now -> {
        try {
          yield new Effect.ReadBack(read(now.value()));
        } catch (IllegalArgumentException e) {
          yield new Effect.Refused(Outcome.Failed, notUnderstood(setting.attribute(), now.value()));
        }
      }
      case Reading.Refused refused ->
          new Effect.Refused(refusal(refused.errno()), refused(text, setting, refused.errno()));
    };
  }

  private String refused(String text, Setting setting, Errno errno) {
    String reason = reason(setting, errno);
    return "writing \"%s\" to %s: %s%s"
        .formatted(text, setting.attribute(), errno, reason.isEmpty() ? "" : ": " + reason);
  }

  private static String notUnderstood(String path, String text) {
    return "%s shows \"%s\", which is no value of its kind".formatted(path, text.strip());
  }
}
