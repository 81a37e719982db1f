package io.nodenettuning.operator.tuning;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.status.NodeSituation;
import io.nodenettuning.operator.status.TuningSituation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Drifts of each tuning, as a counter that never falls. Nodes count by boot, so that their sum
 * falls when one reboots or leaves; who reads a counter takes a fall for a new beginning, and all
 * that stands there then for new. So what a node's own count grew by is added. An operator that
 * begins adds what the last status did not tell yet: what happened while there was none.
 */
final class DriftCounter {
  private final MeterRegistry registry;
  private final Map<String, Counted> tunings = new HashMap<>();

  DriftCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Counted(Counter counter, Map<String, Seen> nodes) {}

  private record Seen(@Nullable String bootId, long drifts) {}

  synchronized void count(TuningSituation tuning, Fleet fleet) {
    Counted before = tunings.get(tuning.name());
    Counted counted = before == null ? begin(tuning.name()) : before;
    counted.nodes().keySet().removeIf(node -> fleet.node(node).isEmpty());
    long total = 0;
    long grown = 0;
    for (NodeSituation node : tuning.nodes()) {
      if (node.tuning(tuning.uid()).isPresent()) {
        long drifts = node.drifts(tuning.uid());
        total += drifts;
        grown += grownBy(counted, node, drifts);
      }
    }
    counted.counter().increment((double) (before == null ? untold(tuning, total) : grown));
  }

  private Counted begin(String tuning) {
    Counted counted =
        new Counted(
            Counter.builder("nodenettuning.tuning.drifts")
                .description("Changes by something else to settings of a tuning, put back or not")
                .tag("tuning", tuning)
                .register(registry),
            new HashMap<>());
    tunings.put(tuning, counted);
    return counted;
  }

  private static long grownBy(Counted counted, NodeSituation node, long drifts) {
    String boot = node.node().bootId();
    Seen seen = counted.nodes().put(node.node().name(), new Seen(boot, drifts));
    return seen != null && Objects.equals(seen.bootId(), boot)
        ? Math.max(0, drifts - seen.drifts())
        : drifts;
  }

  private static long untold(TuningSituation tuning, long total) {
    return Math.max(0, total - Objects.requireNonNullElse(tuning.previous().driftsTotal(), 0L));
  }

  /** The tuning is gone. */
  synchronized void forget(String tuning) {
    Counted counted = tunings.remove(tuning);
    if (counted != null) {
      registry.remove(counted.counter());
    }
  }
}
