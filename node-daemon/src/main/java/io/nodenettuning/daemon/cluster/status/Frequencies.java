package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.FrequencyFacts;
import io.nodenettuning.api.Limits;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How frequencies can be managed: policies that can have the same are told once. */
final class Frequencies {
  private Frequencies() {}

  private record Kind(String driver, List<String> governors, List<String> preferences) {}

  /** By all CPUs of the policies: one that goes offline for a while is no news. */
  static @Nullable List<FrequencyFacts> of(List<CpuPolicy> policies) {
    Map<Kind, CpuSet> kinds = new LinkedHashMap<>();
    for (CpuPolicy policy : policies) {
      kinds.merge(
          new Kind(policy.driver(), policy.governors(), policy.preferences()),
          policy.related(),
          CpuSet::union);
    }
    List<FrequencyFacts> facts = new ArrayList<>(kinds.size());
    kinds.forEach((kind, cpus) -> facts.add(facts(kind, cpus)));
    return facts.isEmpty() ? null : List.copyOf(facts);
  }

  private static FrequencyFacts facts(Kind kind, CpuSet cpus) {
    return new FrequencyFacts(
        Text.bounded(cpus.toString(), Limits.CPU_LIST),
        Text.boundedOrNull(kind.driver(), Limits.VERSION),
        names(kind.governors()),
        names(kind.preferences()));
  }

  private static @Nullable List<String> names(List<String> names) {
    return names.isEmpty()
        ? null
        : names.stream()
            .limit(Limits.GOVERNORS)
            .map(name -> Text.bounded(name, Limits.GOVERNOR))
            .toList();
  }
}
