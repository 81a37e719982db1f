package io.nodenettuning.daemon.facts;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which interfaces carry the default route of IPv4 or IPv6 in the network namespace of the reader:
 * those of the routes with the lowest metric ({@code fib_route_seq_show} and {@code
 * ipv6_route_native_seq_show} in the kernel; {@code include/uapi/linux/route.h}). Of a multipath
 * route IPv4 shows the first hop only.
 */
final class DefaultRoutes {
  private static final int RTF_UP = 0x1;
  private static final int RTF_REJECT = 0x200;

  /** Iface Destination Gateway Flags RefCnt Use Metric Mask ... */
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?<nic>\\S+)\\s+0{8}\\s+\\S+\\s+(?<flags>[0-9A-F]{4,8})\\s+\\S+\\s+\\S+\\s+"
              + "(?<metric>\\d{1,10})\\s+0{8}(\\s.*)?");

  /** Destination, its length, source, its length, next hop, metric, two counters, flags, device. */
  private static final Pattern IPV6 =
      Pattern.compile(
          "0{32} 00 0{32} 00 \\S+ (?<metric>[0-9a-f]{8}) \\S+ \\S+ (?<flags>[0-9a-f]{8})\\s+"
              + "(?<nic>\\S+)");

  private DefaultRoutes() {}

  /** Names of the interfaces. */
  static Set<String> read(FactFiles files) {
    Set<String> nics = new HashSet<>();
    // The table is sorted by destination: defaults are on the first page of however many routes.
    addBest(files.files().read("/proc/net/route").text().orElse(""), IPV4, 10, nics);
    addBest(files.files().readAll("/proc/net/ipv6_route").text().orElse(""), IPV6, 16, nics);
    return nics;
  }

  private static void addBest(String table, Pattern row, int metricRadix, Set<String> nics) {
    var routes =
        table
            .lines()
            .map(line -> row.matcher(line.strip()))
            .filter(Matcher::matches)
            .map(Matcher::toMatchResult)
            .filter(DefaultRoutes::isUsable)
            .toList();
    long best = routes.stream().mapToLong(route -> metric(route, metricRadix)).min().orElse(0);
    routes.stream()
        .filter(route -> metric(route, metricRadix) == best)
        .forEach(route -> nics.add(route.group("nic")));
  }

  private static boolean isUsable(MatchResult route) {
    long flags = Long.parseLong(route.group("flags"), 16);
    return (flags & RTF_UP) != 0 && (flags & RTF_REJECT) == 0;
  }

  private static long metric(MatchResult route, int radix) {
    return Long.parseLong(route.group("metric"), radix);
  }
}
