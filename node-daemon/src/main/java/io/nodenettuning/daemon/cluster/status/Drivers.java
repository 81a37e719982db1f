package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.DriverFacts;
import io.nodenettuning.api.Limits;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What interfaces can be set to: those of one driver that can be set alike are told once. A driver
 * whose devices differ, by their generation or by what a host offers to its guest, has more entries
 * than one.
 */
final class Drivers {
  private Drivers() {}

  private record Kind(
      @Nullable String driver, Set<String> coalesce, Set<String> changeable, Set<String> fixed) {

    static Kind of(Nic nic, NicCapabilities can) {
      return new Kind(
          nic.driver(), can.coalesce().keySet(), can.changeable().keySet(), can.fixed().keySet());
    }

    boolean tellsNothing() {
      return coalesce.isEmpty() && changeable.isEmpty() && fixed.isEmpty();
    }
  }

  static @Nullable List<DriverFacts> of(List<Nic> nics, Report report) {
    Map<Kind, List<String>> kinds = new LinkedHashMap<>();
    for (Nic nic : nics) {
      report
          .capabilities()
          .of(nic)
          .ifPresent(can ->
              kinds.computeIfAbsent(Kind.of(nic, can), _ -> new ArrayList<>()).add(nic.name()));
    }
    List<DriverFacts> drivers = new ArrayList<>(kinds.size());
    kinds.forEach((kind, names) -> {
      if (!kind.tellsNothing()) {
        drivers.add(facts(kind, names));
      }
    });
    return drivers.isEmpty() ? null : List.copyOf(drivers);
  }

  private static DriverFacts facts(Kind kind, List<String> names) {
    return new DriverFacts(
        Text.boundedOrNull(kind.driver(), Limits.VERSION),
        bounded(names, Limits.NICS, Limits.NIC_NAME),
        featuresOrNull(kind.coalesce(), Limits.COALESCE_ATTRIBUTES),
        featuresOrNull(kind.changeable(), Limits.FEATURES),
        featuresOrNull(kind.fixed(), Limits.FEATURES));
  }

  private static @Nullable List<String> featuresOrNull(Collection<String> names, int most) {
    return names.isEmpty() ? null : bounded(names, most, Limits.FEATURE);
  }

  private static List<String> bounded(Collection<String> names, int most, int length) {
    return names.stream().limit(most).map(name -> Text.bounded(name, length)).toList();
  }
}
