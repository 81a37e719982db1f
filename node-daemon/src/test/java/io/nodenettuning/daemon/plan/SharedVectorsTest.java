package io.nodenettuning.daemon.plan;

import static io.nodenettuning.daemon.Tunings.tuning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.agent.Tuner;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vector that serves queues of several interfaces is one setting, whichever rule it is by. */
class SharedVectorsTest {
  private static final String CARD = rule("card", "enp8s0f0np0", "0");
  private static final String PART = rule("part", "enp8s0f0s4", "8");
  private static final String FIRST = "irqAffinity:enp8s0f0np0/rx-0";

  @TempDir private Path root;
  private Kernel kernel = Kernel.host();
  private FactsReader facts = new FactsReader(kernel);
  private StateFolder folder;
  private Journal journal;
  private Tuner tuner;

  @BeforeEach
  void start() throws IOException {
    kernel = RecordedNode.load("mlx5-shared-vectors-16cpu", root);
    facts = new FactsReader(kernel);
    folder = StateFolder.lock(root.resolve("run/nnt"));
    journal = Journal.open(folder, facts.read().bootId());
    tuner = new Tuner(kernel, facts, journal);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    folder.close();
  }

  private static String rule(String name, String nic, String cpus) {
    return "{name: %s, match: {names: [%s]}, irqAffinity: {cpus: {list: \"%s\"}}}"
        .formatted(name, nic, cpus);
  }

  private static String rules(String... rules) {
    return "interfaces: [" + String.join(", ", rules) + "]";
  }

  private Tuner.Tuned tune(NodeTuning... tunings) throws IOException {
    return tuner.tune(facts.read(), List.of(tunings), false);
  }

  private static List<Tuple> firstVector(Tuner.Tuned tuned) {
    return tuned.after().stream()
        .filter(row -> row.id().equals(FIRST))
        .map(row -> tuple(row.tuning(), row.rule(), row.outcome(), row.message()))
        .toList();
  }

  private void assertConverged(NodeTuning... tunings) throws IOException {
    Tuner.Tuned again = tune(tunings);
    assertThat(again.steps()).isEmpty();
    assertThat(again.drifts()).isEmpty();
  }

  private String cpus(int irq) {
    return kernel.files().read("/proc/irq/" + irq + "/smp_affinity_list") instanceof Reading.Text t
        ? t.value().strip()
        : "";
  }

  @Test
  void aRuleForAnInterfaceThatSharesVectorsSteersThem() throws IOException {
    NodeTuning part = tuning("t", rules(PART));

    Tuner.Tuned tuned = tune(part);

    assertThat(firstVector(tuned))
        .containsExactly(
            tuple("t", "part", Outcome.Applied, "enp8s0f0s4 shares it with enp8s0f0np0"));
    assertThat(cpus(101)).isEqualTo("8");
    assertThat(cpus(105)).as("of the card alone").isEqualTo("0-15");
    assertConverged(part);
    tune();
    assertThat(cpus(101)).isEqualTo("0-15");
  }

  @Test
  void ofTwoRulesThatDisagreeTheCardsWinsAndTheOtherIsTold() throws IOException {
    for (String rules : List.of(rules(CARD, PART), rules(PART, CARD))) {
      NodeTuning both = tuning("t", rules);

      assertThat(firstVector(tune(both)))
          .containsExactly(
              tuple("t", "card", Outcome.Applied, ""),
              tuple(
                  "t",
                  "part",
                  Outcome.Conflict,
                  "enp8s0f0s4 shares it with enp8s0f0np0, for which rule card of tuning t asks for"
                      + " 0; that one wins"));
      assertThat(cpus(101)).isEqualTo("0");
      assertConverged(both);
    }
  }

  @Test
  void rulesThatAgreeAreNoConflict() throws IOException {
    NodeTuning both = tuning("t", rules(CARD, rule("part", "enp8s0f0s4", "0")));

    assertThat(firstVector(tune(both)))
        .containsExactly(
            tuple("t", "card", Outcome.Applied, ""), tuple("t", "part", Outcome.Applied, ""));
    assertConverged(both);
  }

  @Test
  void aRuleThatMeansAllOfThemIsToldOfOnce() throws IOException {
    NodeTuning all = tuning("t", rules(rule("all", "enp8s0f0*", "0-7")));

    Tuner.Tuned tuned = tune(all);

    assertThat(tuned.after())
        .extracting(PlannedSetting::id)
        .doesNotHaveDuplicates()
        .hasSize(8)
        .allMatch(id -> id.startsWith("irqAffinity:enp8s0f0np0/"));
    assertThat(tuned.after()).extracting(PlannedSetting::outcome).containsOnly(Outcome.Applied);
    assertConverged(all);
  }

  @Test
  void ofTwoTuningsThatDisagreeTheStrongerWinsWhicheverInterfaceItIsFor() throws IOException {
    NodeTuning card = tuning("b", rules(CARD));
    NodeTuning part = tuning("a", rules(PART));
    assertThat(firstVector(tune(card, part)))
        .containsExactly(
            tuple(
                "a",
                "part",
                Outcome.Conflict,
                "tuning b of equal priority asks for 0 for enp8s0f0np0, which shares it (rule"
                    + " card); this one wins"),
            tuple(
                "b",
                "card",
                Outcome.Conflict,
                "tuning a of equal priority asks for 8 for enp8s0f0s4, which shares it (rule part);"
                    + " that one wins"));
    assertThat(cpus(101)).isEqualTo("8");
    assertConverged(card, part);

    NodeTuning stronger = tuning("c", 5, rules(CARD));
    assertThat(firstVector(tune(stronger, part)))
        .containsExactly(
            tuple("c", "card", Outcome.Applied, ""),
            tuple(
                "a",
                "part",
                Outcome.Overridden,
                "tuning c with priority 5 sets it for enp8s0f0np0, which shares it (rule card)"));
    assertConverged(stronger, part);
  }

  @Test
  void theOriginalComesBackWhoeverHadItLast() throws IOException {
    tune(tuning("t", rules(PART)));
    tune(tuning("t", rules(CARD, PART)));
    tune(tuning("t", rules(PART)));
    assertThat(cpus(101)).isEqualTo("8");
    assertConverged(tuning("t", rules(PART)));

    tune();

    for (int irq = 101; irq < 109; irq++) {
      assertThat(cpus(irq)).isEqualTo("0-15");
    }
    assertThat(journal.held()).isEmpty();
  }

  @Test
  void housekeepingLeavesVectorsToARuleForWhoSharesThem() throws IOException {
    NodeTuning both =
        tuning("t", rules(PART) + "\nhousekeeping: {cpus: {list: \"15\"}, interrupts: Move}");

    assertThat(firstVector(tune(both)))
        .extracting(row -> row.toList().get(1))
        .containsExactly("part");
    assertThat(cpus(101)).isEqualTo("8");
    assertThat(cpus(105)).as("of the card alone").isEqualTo("15");
    assertConverged(both);
  }
}
