package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.CapacityFacts;
import io.nodenettuning.api.ChannelFacts;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NicFacts;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.RingFacts;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NicCapabilities.Capacity;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one interface has and can have, in short. */
final class NicSummary {
  private static final String AFFINITY = "irqAffinity:";

  private NicSummary() {}

  static NicFacts of(Nic nic, Report report) {
    Optional<NicCapabilities> can = report.capabilities().of(nic);
    int managed =
        Math.min(
            nic.interrupts().size(),
            Math.max(refused(nic, report), can.map(NicCapabilities::managedInterrupts).orElse(0)));
    return new NicFacts(
        Text.bounded(nic.name(), Limits.NIC_NAME),
        nic.type(),
        Text.boundedOrNull(nic.driver(), Limits.VERSION),
        Text.boundedOrNull(nic.busAddress(), Limits.VERSION),
        nic.numaNode() < 0 ? null : nic.numaNode(),
        nic.rxQueues().size(),
        nic.txQueues().size(),
        nic.interrupts().size() - managed,
        managed,
        can.map(known -> channels(known.channels())).orElse(null),
        can.map(known -> rings(known.rings())).orElse(null),
        can.map(NicCapabilities::indirection).orElse(null));
  }

  /** Interrupts that a tuning names and the kernel keeps for itself. */
  private static int refused(Nic nic, Report report) {
    return (int)
        report.settings().stream()
            .filter(row -> row.outcome() == Outcome.Immutable)
            .map(PlannedSetting::id)
            .filter(id -> id.startsWith(AFFINITY + nic.name() + "/"))
            .distinct()
            .count();
  }

  private static @Nullable ChannelFacts channels(Map<String, Capacity> channels) {
    return channels.isEmpty()
        ? null
        : new ChannelFacts(
            capacity(channels, "combined"), capacity(channels, "rx"), capacity(channels, "tx"));
  }

  private static @Nullable RingFacts rings(Map<String, Capacity> rings) {
    return rings.isEmpty() ? null : new RingFacts(capacity(rings, "rx"), capacity(rings, "tx"));
  }

  private static @Nullable CapacityFacts capacity(Map<String, Capacity> all, String name) {
    Capacity capacity = all.get(name);
    return capacity == null ? null : new CapacityFacts(capacity.current(), capacity.maximum());
  }
}
