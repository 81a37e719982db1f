package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NicFacts;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node has, in short. Only devices on a bus and interfaces that a tuning touches are told: a
 * pod's interface that comes and goes is no reason to write to the API server.
 */
final class FactsSummary {
  private static final String AFFINITY = "irqAffinity:";

  /** {@code IFNAMSIZ} in {@code include/uapi/linux/if.h}. */
  private static final int INTERFACE_NAME = 16;

  private FactsSummary() {}

  static NodeFacts of(Report report) {
    Set<String> touched =
        report.settings().stream()
            .map(row -> interfaceOf(row.id()))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> managed =
        report.settings().stream()
            .filter(row -> row.outcome() == Outcome.Immutable && row.id().startsWith(AFFINITY))
            .map(PlannedSetting::id)
            .collect(Collectors.toUnmodifiableSet());
    List<Nic> nics =
        report.facts().nics().stream()
            .filter(nic -> nic.busAddress() != null || touched.contains(nic.name()))
            .toList();
    return new NodeFacts(
        Text.bounded(report.facts().kernelRelease(), Limits.VERSION),
        Text.bounded(report.facts().cpus().online().toString(), Limits.CPU_LIST),
        Text.boundedOrNull(report.facts().cpus().apart().toString(), Limits.CPU_LIST),
        Frequencies.of(report.facts().policies()),
        nics.isEmpty() ? null : nics.stream().map(nic -> nic(nic, managed)).toList(),
        null);
  }

  /** The interface in a setting's id; empty where the setting is of the node. */
  private static String interfaceOf(String id) {
    int colon = id.indexOf(':');
    int slash = id.indexOf('/', colon + 1);
    return slash < 0 ? "" : id.substring(colon + 1, slash);
  }

  private static NicFacts nic(Nic nic, Set<String> managedIds) {
    int managed =
        (int) managedIds.stream().filter(id -> id.startsWith(AFFINITY + nic.name() + "/")).count();
    return new NicFacts(
        Text.bounded(nic.name(), INTERFACE_NAME),
        Text.boundedOrNull(nic.driver(), Limits.VERSION),
        Text.boundedOrNull(nic.busAddress(), Limits.VERSION),
        nic.rxQueues().size(),
        nic.txQueues().size(),
        Math.max(0, nic.interrupts().size() - managed),
        managed);
  }
}
