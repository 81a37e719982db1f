package io.nodenettuning.operator.tuning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.nodenettuning.api.NodeCounts;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.TuningState;
import io.nodenettuning.operator.fleet.Fleet;
import io.nodenettuning.operator.status.TuningSituation;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes of each tuning by class, what drifts and what is contended of it, as metrics. */
public final class TuningGauges {
  private final MultiGauge nodes;
  private final MultiGauge contended;
  private final DriftCounter drifts;
  private final Map<String, Shown> shown = new TreeMap<>();

  private record Shown(NodeCounts counts, long contended) {}

  /** Gauges in this registry. */
  public TuningGauges(MeterRegistry registry) {
    nodes =
        MultiGauge.builder("nodenettuning.tuning.nodes")
            .description("Eligible nodes of a tuning by class")
            .register(registry);
    contended =
        MultiGauge.builder("nodenettuning.tuning.contended.settings")
            .description(
                "Settings of a tuning that something else keeps changing and that are left alone"
                    + " for a while")
            .register(registry);
    drifts = new DriftCounter(registry);
  }

  synchronized void show(TuningSituation tuning, @Nullable NodeCounts counts, Fleet fleet) {
    drifts.count(tuning, fleet);
    if (counts != null) {
      Shown now = new Shown(counts, contended(tuning));
      if (!now.equals(shown.put(tuning.name(), now))) {
        register();
      }
    }
  }

  private static long contended(TuningSituation tuning) {
    return tuning.nodes().stream()
        .flatMap(node -> node.tuning(tuning.uid()).stream())
        .mapToLong(TuningGauges::contended)
        .sum();
  }

  private static long contended(TuningState said) {
    return said.outcomes() == null ? 0 : said.outcomes().getOrDefault(Outcome.Contended, 0);
  }

  synchronized void forget(String tuning) {
    drifts.forget(tuning);
    if (shown.remove(tuning) != null) {
      register();
    }
  }

  private void register() {
    nodes.register(
        shown.entrySet().stream()
            .<Row<?>>flatMap(entry -> rows(entry.getKey(), entry.getValue().counts()))
            .toList(),
        true);
    contended.register(
        shown.entrySet().stream()
            .<Row<?>>map(
                entry -> Row.of(Tags.of("tuning", entry.getKey()), entry.getValue().contended()))
            .toList(),
        true);
  }

  private static Stream<Row<?>> rows(String tuning, NodeCounts counts) {
    return Stream.of(
        row(tuning, "ready", counts.ready()),
        row(tuning, "planned", counts.planned()),
        row(tuning, "pending", counts.pending()),
        row(tuning, "drifted", counts.drifted()),
        row(tuning, "incomplete", counts.incomplete()),
        row(tuning, "failing", counts.failing()),
        row(tuning, "unavailable", counts.unavailable()),
        row(tuning, "unknown", counts.unknown()));
  }

  private static Row<?> row(String tuning, String nodeClass, int nodes) {
    return Row.of(Tags.of("tuning", tuning, "class", nodeClass), nodes);
  }
}
