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
  /** The sysctl that a tuning sets by a field of its own, {@code rpsSockFlowEntries}. */
  public static final String RFS_KEY = "net.core.rps_sock_flow_entries";

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
            Arrays.stream(Sysctl.values()).map(Sysctls::celForValue))
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

  private static CelRule celForValue(Sysctl sysctl) {
    String key = sysctl.key();
    String value = "string(self['%s'])".formatted(key);
    String regex = pattern(sysctl.form()).pattern();
    String inRange =
        sysctl.form() instanceof Sysctl.Range range
            ? " && int(%1$s) >= %2$d && int(%1$s) <= %3$d"
                .formatted(value, range.min(), range.max())
            : "";
    return new CelRule(
        "!('%s' in self) || (%s.matches('^%s$')%s)".formatted(key, value, regex, inRange),
        "'%s' + %s + '\"'".formatted(not(sysctl), value));
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
        .filter(s -> !isValid(s, value.text()))
        .map(s -> not(s) + value.text() + '"');
  }

  @Override
  public String doc() {
    return Arrays.stream(Sysctl.values())
        .map(s -> "%s (%s)".formatted(s.key(), documented(s)))
        .collect(
            joining(
                ", ",
                "Valid: ",
                ". Those marked each exist in every network namespace, and that of the node itself"
                    + " is set; the others exist once."));
  }

  private static String documented(Sysctl sysctl) {
    String value =
        switch (sysctl.form()) {
          case Sysctl.Range n -> "%d to %d %s".formatted(n.min(), n.max(), n.unit());
          case Sysctl.CpuMask _, Sysctl.Text _ -> want(sysctl.form());
        };
    return sysctl.scope() == Sysctl.Scope.EACH ? value + "; each" : value;
  }

  private static Pattern pattern(Sysctl.Form form) {
    return switch (form) {
      case Sysctl.Range _ -> NUMBER;
      case Sysctl.CpuMask _ -> Pattern.compile(Sysctl.CpuMask.REGEX);
      case Sysctl.Text text -> Pattern.compile(text.regex());
    };
  }

  private static String want(Sysctl.Form form) {
    return switch (form) {
      case Sysctl.Range n -> "a number from %d to %d".formatted(n.min(), n.max());
      case Sysctl.CpuMask _ -> Sysctl.CpuMask.WANT;
      case Sysctl.Text text -> text.want();
    };
  }

  private static boolean isValid(Sysctl sysctl, String text) {
    return pattern(sysctl.form()).matcher(text).matches()
        && (!(sysctl.form() instanceof Sysctl.Range range)
            || (Long.parseLong(text) >= range.min() && Long.parseLong(text) <= range.max()));
  }

  private static String not(Sysctl sysctl) {
    return "%s: want %s; got \"".formatted(sysctl.key(), want(sysctl.form()));
  }
}
