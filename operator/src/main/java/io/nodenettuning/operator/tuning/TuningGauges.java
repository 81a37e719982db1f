package io.nodenettuning.operator.tuning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.nodenettuning.api.NodeCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes of each tuning by class, as metrics. */
public final class TuningGauges {
  private final MultiGauge gauge;
  private final Map<String, NodeCounts> counts = new TreeMap<>();

  /** Gauges in this registry. */
  public TuningGauges(MeterRegistry registry) {
    gauge =
        MultiGauge.builder("nodenettuning.tuning.nodes")
            .description("Eligible nodes of a tuning by class")
            .register(registry);
  }

  synchronized void show(String tuning, @Nullable NodeCounts now) {
    if (now != null && !now.equals(counts.put(tuning, now))) {
      register();
    }
  }

  synchronized void forget(String tuning) {
    if (counts.remove(tuning) != null) {
      register();
    }
  }

  private void register() {
    List<Row<?>> rows =
        counts.entrySet().stream()
            .flatMap(entry -> rows(entry.getKey(), entry.getValue()))
            .toList();
    gauge.register(rows, true);
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
