package io.nodenettuning.api;

import io.nodenettuning.api.schema.FieldRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is valid under {@code sysctls}: the names and ranges of {@link Sysctl}. */
public final class Sysctls implements FieldRules {
  private static final String RFS_KEY = "net.core.rps_sock_flow_entries";
  private static final String RFS = RFS_KEY + " has its own field: spec.rpsSockFlowEntries";
  private static final String SLASH = "sysctl names are written with dots, not slashes: ";
  private static final String UNLISTED = "not a sysctl that a tuning may set: ";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

  @Override
  public List<CelRule> cel() {
    String listed = keys("'%s'"::formatted);
    String unlisted =
        "self.filter(k, !(k in [%s] || k == '%s' || k.contains('/')))".formatted(listed, RFS_KEY);
    var rules = new ArrayList<CelRule>();
    rules.add(new CelRule("!('%s' in self)".formatted(RFS_KEY), "'" + RFS + "'"));
    rules.add(
        new CelRule(
            "self.all(k, !k.contains('/'))",
            "'%s\"' + self.filter(k, k.contains('/'))[0] + '\"'".formatted(SLASH)));
    rules.add(
        new CelRule(
            "self.all(k, k in [%s] || k == '%s' || k.contains('/'))".formatted(listed, RFS_KEY),
            "'%s\"' + %s[0] + '\"; want one of %s'"
                .formatted(UNLISTED, unlisted, keys(key -> key))));
    for (Sysctl sysctl : Sysctl.values()) {
      String value = "string(self['%s'])".formatted(sysctl.key());
      rules.add(
          new CelRule(
              "!('%s' in self) || (%s.matches('^%s$') && int(%s) >= %d && int(%s) <= %d)"
                  .formatted(sysctl.key(), value, NUMBER, value, sysctl.min(), value, sysctl.max()),
              "'%s' + %s + '\"'".formatted(outOfRange(sysctl), value)));
    }
    return List.copyOf(rules);
  }

  @Override
  public List<String> problems(Object value) {
    var problems = new ArrayList<String>();
    ((Map<?, ?>) value)
        .forEach((key, setting) -> {
          String name = String.valueOf(key);
          String text = setting instanceof SysctlValue v ? v.text() : String.valueOf(setting);
          if (name.equals(RFS_KEY)) {
            problems.add(RFS);
          } else if (name.contains("/")) {
            problems.add(SLASH + '"' + name + '"');
          } else {
            Sysctl.of(name)
                .ifPresentOrElse(
                    sysctl -> {
                      if (!inRange(sysctl, text)) {
                        problems.add(outOfRange(sysctl) + text + '"');
                      }
                    },
                    () -> problems.add(UNLISTED + '"' + name + "\"; want one of " + keys(k -> k)));
          }
        });
    return List.copyOf(problems);
  }

  @Override
  public String doc() {
    return "Valid: "
        + Arrays.stream(Sysctl.values())
            .map(s -> "%s (%d to %d)".formatted(s.key(), s.min(), s.max()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static boolean inRange(Sysctl sysctl, String text) {
    return NUMBER.matcher(text).matches()
        && Long.parseLong(text) >= sysctl.min()
        && Long.parseLong(text) <= sysctl.max();
  }

  private static String outOfRange(Sysctl sysctl) {
    return "%s: want a number from %d to %d; got \""
        .formatted(sysctl.key(), sysctl.min(), sysctl.max());
  }

  private static String keys(Function<String, String> form) {
    return Arrays.stream(Sysctl.values())
        .map(Sysctl::key)
        .map(form)
        .collect(Collectors.joining(", "));
  }
}
