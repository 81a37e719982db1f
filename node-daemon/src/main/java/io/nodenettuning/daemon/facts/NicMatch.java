package io.nodenettuning.daemon.facts;

import io.nodenettuning.api.InterfaceMatch;
import io.nodenettuning.api.RouteMatch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which interfaces a rule is for. */
public final class NicMatch {
  /** Not meant by {@code *}: only a rule that names it means it. */
  private static final String LOOPBACK = "lo";

  private NicMatch() {}

  /** Whether all criteria that are given hold now. A match without any holds for nothing. */
  public static boolean matches(InterfaceMatch match, Nic nic) {
    return matchesButRoutes(match, nic) && carries(match.routes(), nic);
  }

  /**
   * The interfaces that a rule is for. Routes come and go with every restart of a network daemon,
   * and nothing should be let go for that: an interface that was matched for its routes stays
   * matched until another one that fits carries them.
   *
   * @param before identities (see {@link Nic#identity}) of those it was for until now; who calls
   *     keeps them for each rule, past a restart of the daemon with what it has claimed
   */
  public static List<Nic> select(InterfaceMatch match, List<Nic> nics, Set<String> before) {
    List<Nic> fitting = nics.stream().filter(nic -> matchesButRoutes(match, nic)).toList();
    List<Nic> carrying = fitting.stream().filter(nic -> carries(match.routes(), nic)).toList();
    return carrying.isEmpty()
        ? fitting.stream().filter(nic -> before.contains(nic.identity())).toList()
        : carrying;
  }

  private static boolean matchesButRoutes(InterfaceMatch match, Nic nic) {
    boolean asked =
        match.types() != null
            || match.names() != null
            || match.drivers() != null
            || match.pciAddresses() != null
            || match.routes() != null;
    return asked
        && (match.types() == null || (nic.type() != null && match.types().contains(nic.type())))
        && (match.names() == null || named(match.names(), nic.name()))
        && fits(match.drivers(), nic.driver())
        && fits(match.pciAddresses(), nic.pciAddress());
  }

  private static boolean named(List<String> names, String name) {
    return name.equals(LOOPBACK) ? names.contains(name) : fits(names, name);
  }

  private static boolean fits(@Nullable List<String> globs, @Nullable String text) {
    return globs == null
        || (text != null && globs.stream().anyMatch(glob -> Glob.matches(glob, text)));
  }

  private static boolean carries(@Nullable List<RouteMatch> routes, Nic nic) {
    return routes == null || routes.stream().anyMatch(nic.routes()::contains);
  }
}
