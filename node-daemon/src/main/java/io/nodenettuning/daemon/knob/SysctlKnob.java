package io.nodenettuning.daemon.knob;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Revision;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.api.SysctlValue;
import io.nodenettuning.daemon.facts.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Network sysctls of one form, by name ({@code Documentation/admin-guide/sysctl/net.rst}): the list
 * of {@link Sysctl} is the only way in, so that a name never becomes a path outside {@code
 * /proc/sys/net}. A sysctl that each network namespace has is that of the daemon's namespace, which
 * is the node's.
 */
interface SysctlKnob extends NodeKnob {
  String PREFIX = "sysctl:";

  /** Where a sysctl is that is not the network namespaces' own, in words for who runs nodes. */
  String INITIAL_ONLY =
      "only the initial network namespace has it, in kernels that are built with it; a node that is"
          + " a container (kind, k3s in Docker) has another";

  /** Whether its sysctls are of this form. */
  boolean has(Sysctl.Form form);

  /**
   * The value that a tuning's text stands for, with what its author should know of it.
   *
   * @throws IllegalArgumentException where it is none of that sysctl
   */
  Wish.To value(Sysctl sysctl, String text, Facts facts);

  @Override
  default String name() {
    return "sysctl";
  }

  @Override
  default List<Wish> wishes(Revision revision, Context context) {
    return revision.sysctls() == null
        ? List.of()
        : new TreeMap<>(revision.sysctls())
            .entrySet().stream()
                .filter(sysctl -> isOwn(sysctl.getKey()) || tells(sysctl.getKey()))
                .map(sysctl -> wish(sysctl, context.facts()))
                .toList();
  }

  /** Whether this knob tells that a name is not on the list. */
  default boolean tells(String name) {
    return false;
  }

  /** Whether a sysctl is one of this knob's. */
  default boolean isOwn(String name) {
    return Sysctl.of(name).map(sysctl -> has(sysctl.form())).orElse(false);
  }

  private Wish wish(Map.Entry<String, SysctlValue> entry, Facts facts) {
    return new Wish(
        setting(entry.getKey()),
        "sysctls",
        Sysctl.of(entry.getKey())
            .map(sysctl -> ask(sysctl, entry.getValue().text(), facts))
            .orElseGet(() -> unlisted(entry.getKey())));
  }

  private Wish.Ask ask(Sysctl sysctl, String text, Facts facts) {
    try {
      return value(sysctl, text, facts);
    } catch (IllegalArgumentException e) {
      return new Wish.Cannot(Outcome.Unresolved, "%s: %s".formatted(sysctl.key(), e.getMessage()));
    }
  }

  private static Wish.Ask unlisted(String name) {
    return new Wish.Cannot(Outcome.Unresolved, name + " is not a sysctl that a tuning may set");
  }

  private Setting setting(String name) {
    String id = PREFIX + name;
    String path = Sysctl.of(name).isPresent() ? "/proc/sys/" + name.replace('.', '/') : "";
    return new Setting(id, id, this, "", path);
  }

  @Override
  default Optional<Setting> find(String key, Facts facts) {
    String name = key.substring(PREFIX.length());
    return isOwn(name) ? Optional.of(setting(name)) : Optional.empty();
  }

  /** Why a kernel does not have a sysctl here. */
  static String whyMissing(Setting setting) {
    String name = setting.id().substring(PREFIX.length());
    return Sysctl.of(name)
        .map(sysctl -> name + " does not exist here: " + home(sysctl))
        .orElse(name + " does not exist here");
  }

  private static String home(Sysctl sysctl) {
    if (sysctl == Sysctl.RPS_DEFAULT_MASK) {
      return "kernels have it since Linux 6.3";
    }
    return sysctl.scope() == Sysctl.Scope.INITIAL
        ? INITIAL_ONLY
        : "this kernel was built without it";
  }
}
