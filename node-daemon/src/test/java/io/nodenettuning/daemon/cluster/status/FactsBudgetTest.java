package io.nodenettuning.daemon.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeFacts;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a node's facts fits into its status. */
class FactsBudgetTest extends FactsSummaryCase {
  @Test
  void theSameNodeTwiceIsTheSameStatus() {
    assertThat(new ByHand(folder.resolve("b")).tuning("edge").status())
        .isEqualTo(new ByHand(folder.resolve("a")).tuning("edge").status());
  }

  @Test
  void eightCardsOfTwoDriversFitBesideAFullListOfSettings() {
    ByHand told = told().interfaces(cards(8, 2)).tuning("edge");
    for (int queue = 0; queue < 128; queue++) {
      told.row("edge", "rps:eth0/rx-" + queue, Outcome.Failed);
    }
    NodeNetTuningStateStatus status = told.status();

    assertThat(ByHand.bytes(status)).isLessThan(Limits.STATE_BYTES);
    assertThat(status.settings()).hasSize(Limits.SETTINGS);
    NodeFacts facts = Objects.requireNonNull(status.facts());
    assertThat(facts.interfaces()).hasSize(8);
    assertThat(facts.drivers()).hasSize(2);
    assertThat(drivers(facts).getFirst().changeableFeatures()).hasSize(Limits.FEATURES);
    assertThat(facts.driversOmitted()).isNull();
  }

  @Test
  void whatDoesNotFitIsLeftOutAndCounted() {
    ByHand told = told().interfaces(cards(40, 12));
    for (int i = 0; i < 64; i++) {
      told.tuning("t" + i, new NodeTuning.NotUnderstood("x".repeat(5000)), null);
    }
    NodeNetTuningStateStatus status = told.status();
    NodeFacts facts = Objects.requireNonNull(status.facts());

    assertThat(ByHand.bytes(status)).isLessThanOrEqualTo(Limits.STATE_BYTES);
    assertThat(status.tunings()).hasSize(64);
    assertThat(size(facts.interfaces()) + Objects.requireNonNull(facts.interfacesOmitted()))
        .isEqualTo(40);
    assertThat(size(facts.drivers()) + Objects.requireNonNull(facts.driversOmitted()))
        .isEqualTo(12);
  }

  private static int size(@Nullable List<?> list) {
    return list == null ? 0 : list.size();
  }

  /** Cards with every feature that there can be, of some drivers. */
  private static Map<Nic, NicCapabilities> cards(int count, int drivers) {
    List<String> features =
        IntStream.range(0, Limits.FEATURES).mapToObj("tx-some-feature-%02d"::formatted).toList();
    List<String> coalesce =
        IntStream.range(0, 27).mapToObj("rx-some-usecs-%02d"::formatted).toList();
    Map<Nic, NicCapabilities> nics = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      nics.put(nic(i, "driver" + i % drivers, 0), can(coalesce, features));
    }
    return nics;
  }
}
