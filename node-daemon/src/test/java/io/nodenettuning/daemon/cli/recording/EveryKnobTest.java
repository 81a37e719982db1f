package io.nodenettuning.daemon.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.knob.Knob;
import io.nodenettuning.daemon.knob.Knobs;
import io.nodenettuning.daemon.plan.Resolver;
import io.nodenettuning.daemon.plan.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording has to hold what a plan of any tuning would read. */
class EveryKnobTest {
  @Test
  void everyKnobIsAskedForAValue(@TempDir Path root) {
    Facts facts = new FactsReader(RecordedNode.load("mlx5-32cpu-2numa", root)).read();

    Set<Knob> asked =
        Resolver.resolve(List.of(EveryKnob.tuning(facts)), facts, Map.of(), 0).desired().stream()
            .filter(desired ->
                desired.standings().stream()
                    .allMatch(standing -> standing.role() == Standing.Role.Audits))
            .map(desired -> desired.setting().knob())
            .collect(Collectors.toSet());

    assertThat(asked).containsExactlyInAnyOrderElementsOf(Knobs.IN_ORDER);
  }
}
