package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Revision;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Network sysctls by name ({@code Documentation/admin-guide/sysctl/net.rst}): the list of {@link
 * Sysctl} is the only way in, so that a name never becomes a path outside {@code /proc/sys/net}.
 */
public final class SysctlKnob extends FileKnob implements NodeKnob {
  private static final String PREFIX = "sysctl:";

  @Override
  public String name() {
    return "sysctl";
  }

  @Override
  public List<Wish> wishes(Revision revision, Context context) {
    if (revision.sysctls() == null) {
      return List.of();
    }
    return new TreeMap<>(revision.sysctls())
        .entrySet().stream()
            .map(sysctl ->
                new Wish(
                    setting(sysctl.getKey()),
                    "sysctls",
                    ask(sysctl.getKey(), sysctl.getValue().text())))
            .toList();
  }

  private Wish.Ask ask(String name, String text) {
    if (Sysctl.of(name).isEmpty()) {
      return new Wish.Cannot(Outcome.Unresolved, name + " is not a sysctl that a tuning may set");
    }
    return new Wish.To(read(text), "");
  }

  private Setting setting(String name) {
    String id = PREFIX + name;
    return new Setting(id, id, this, "", "/proc/sys/" + name.replace('.', '/'));
  }

  @Override
  public Optional<Setting> find(String key, Facts facts) {
    String name = key.substring(PREFIX.length());
    return Sysctl.of(name).map(sysctl -> setting(sysctl.key()));
  }

  @Override
  public Expectation expect(Setting setting, Value desired, Facts facts) {
    return new Expectation.Shows(desired, "");
  }

  @Override
  public Value parse(String text) {
    return read(text);
  }

  @Override
  Value read(String text) {
    return new Value.Word(text.strip().replaceAll("\\s+", " "));
  }

  @Override
  String format(Value value) {
    return value.text();
  }
}
