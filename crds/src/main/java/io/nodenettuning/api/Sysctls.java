package io.nodenettuning.api;

import static java.util.stream.Collectors.joining;

import io.nodenettuning.api.schema.FieldRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is valid under {@code sysctls}: the names and ranges of {@link Sysctl}. */
public final class Sysctls implements FieldRules {
  private static final String RFS_KEY = "net.core.rps_sock_flow_entries";
  private static final String RFS = RFS_KEY + " has its own field: spec.rpsSockFlowEntries";
  private static final String SLASHES = "sysctl names are written with dots, not slashes: \"";
  private static final String UNLISTED = "not a sysctl that a tuning may set: \"";
  private static final String LISTED =
      Arrays.stream(Sysctl.values()).map(Sysctl::key).collect(joining(", "));
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

  @Override
  public List<CelRule> cel() {
    return Stream.concat(
            Stream.of(celForFieldOfItsOwn(), celForSlashes(), celForUnlisted()),
            Arrays.stream(Sysctl.values()).map(Sysctls::celForRange))
        .toList();
  }

  private static CelRule celForFieldOfItsOwn() {
    return new CelRule("!('%s' in self)".formatted(RFS_KEY), "'%s'".formatted(RFS));
  }

  private static CelRule celForSlashes() {
    return new CelRule(
        "self.all(k, !k.contains('/'))",
        "'%s' + self.filter(k, k.contains('/'))[0] + '\"'".formatted(SLASHES));
  }

  /** Leaves to the other rules what they refuse. */
  private static CelRule celForUnlisted() {
    String known =
        Stream.concat(Arrays.stream(Sysctl.values()).map(Sysctl::key), Stream.of(RFS_KEY))
            .collect(joining("', '", "k in ['", "'] || k.contains('/')"));
    return new CelRule(
        "self.all(k, %s)".formatted(known),
        "'%s' + self.filter(k, !(%s))[0] + '\"; want one of %s'"
            .formatted(UNLISTED, known, LISTED));
  }

  private static CelRule celForRange(Sysctl sysctl) {
    String key = sysctl.key();
    String value = "string(self['%s'])".formatted(key);
    return new CelRule(
        "!('%s' in self) || (%s.matches('^%s$') && int(%2$s) >= %d && int(%2$s) <= %d)"
            .formatted(key, value, NUMBER, sysctl.min(), sysctl.max()),
        "'%s' + %s + '\"'".formatted(outOfRange(sysctl), value));
  }

  @Override
  public List<String> problems(Object value) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .flatMap(entry -> problem((String) entry.getKey(), (SysctlValue) entry.getValue()))
            .toList();
  }

  private static Stream<String> problem(String key, SysctlValue value) {
    if (key.equals(RFS_KEY)) {
      return Stream.of(RFS);
    }
    if (key.contains("/")) {
      return Stream.of(SLASHES + key + '"');
    }
    Optional<Sysctl> sysctl = Sysctl.of(key);
    if (sysctl.isEmpty()) {
      return Stream.of(UNLISTED + key + "\"; want one of " + LISTED);
    }
    return sysctl.stream()
        .filter(s -> !isInRange(s, value.text()))
        .map(s -> outOfRange(s) + value.text() + '"');
  }

  @Override
  public String doc() {
    return Arrays.stream(Sysctl.values())
        .map(s -> "%s (%d to %d %s)".formatted(s.key(), s.min(), s.max(), s.unit()))
        .collect(joining(", ", "Valid: ", "."));
  }

  private static boolean isInRange(Sysctl sysctl, String text) {
    return NUMBER.matcher(text).matches()
        && Long.parseLong(text) >= sysctl.min()
        && Long.parseLong(text) <= sysctl.max();
  }

  private static String outOfRange(Sysctl sysctl) {
    return "%s: want a number from %d to %d; got \""
        .formatted(sysctl.key(), sysctl.min(), sysctl.max());
  }
}
