package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reading and writing of a knob whose every setting is a file of one value. */
abstract class FileKnob {

  /** The value in a file's text; null where the text has none. */
  abstract Value read(String text);

  /** The text to write for a value. */
  abstract String format(Value value);

  /** What a refused write means; by default it may succeed later. */
  Outcome refusal(Errno errno) {
    return errno.equals(Errno.EOPNOTSUPP) ? Outcome.Unsupported : Outcome.Failed;
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
    values.forEach((setting, value) -> effects.put(setting, write(kernel, setting, value)));
    return effects;
  }

  private Effect write(Kernel kernel, Setting setting, Value value) {
    String text = format(value);
    return switch (kernel.files().write(setting.attribute(), text)) {
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
