package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Nic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node has and what of it can be set, in short. */
final class FactsSummary {
  private FactsSummary() {}

  static NodeFacts of(Report report) {
    Facts facts = report.facts();
    List<Nic> nics = report.interfaces();
    return new NodeFacts(
        Text.bounded(facts.kernelRelease(), Limits.VERSION),
        Text.bounded(facts.cpus().online().toString(), Limits.CPU_LIST),
        Text.boundedOrNull(facts.cpus().apart().toString(), Limits.CPU_LIST),
        Frequencies.of(facts.policies()),
        nics.isEmpty() ? null : nics.stream().map(nic -> NicSummary.of(nic, report)).toList(),
        null,
        Drivers.of(nics, report),
        null,
        missingSysctls(report));
  }

  private static @Nullable List<String> missingSysctls(Report report) {
    List<String> missing = report.capabilities().missingSysctls();
    return missing.isEmpty()
        ? null
        : missing.stream()
            .limit(Limits.SYSCTLS)
            .map(name -> Text.bounded(name, Limits.SYSCTL))
            .toList();
  }
}
