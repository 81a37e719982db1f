package io.nodenettuning.daemon.irqbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bans are added, taken away and remembered, and those of others stay. */
class BansTest {
  private static final int PID = 77;
  private static final OptionalInt RUNS = OptionalInt.of(PID);

  @TempDir Path root;
  @TempDir Path state;
  private Bans bans;

  @BeforeEach
  void begin() {
    bans = daemon(true);
  }

  private Bans daemon(boolean ban) {
    return new Bans(Kernel.recorded(root), state, ban);
  }

  private FakeIrqbalance irqbalance(Integer... bans) throws IOException {
    return new FakeIrqbalance(root, PID, FakeIrqbalance.READS_BEFORE_1_9_5, bans);
  }

  @Test
  void addsOursToThoseOfOthersAndTakesOnlyOursAway() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance(0, 9, 41)) {
      assertThat(bans.settle(RUNS, Set.of(40, 41, 42), false)).isNull();
      assertThat(irqbalance.bans()).containsExactly(0, 9, 40, 41, 42);

      assertThat(bans.settle(RUNS, Set.of(42, 50), false)).isNull();
      assertThat(irqbalance.bans()).containsExactly(0, 9, 41, 42, 50);

      assertThat(bans.settle(RUNS, Set.of(), false)).isNull();
      assertThat(irqbalance.bans()).containsExactly(0, 9, 41);
    }
  }

  @Test
  void interruptZeroIsInFrontForAnywhereElseItWouldEndTheList() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance(9)) {
      bans.settle(RUNS, new LinkedHashSet<>(List.of(40, 0)), false);

      assertThat(irqbalance.commands()).contains("settings ban irqs 0 9 40");
    }
  }

  @Test
  void asksWhenSomethingIsNewAndSendsWhatDiffersOnly() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance()) {
      bans.settle(RUNS, Set.of(40), false);
      assertThat(irqbalance.commands()).containsExactly("setup", "settings ban irqs 40", "setup");

      bans.settle(RUNS, Set.of(40), false);
      assertThat(irqbalance.commands()).isEmpty();

      bans.settle(RUNS, Set.of(40), true);
      assertThat(irqbalance.commands()).containsExactly("setup");
    }
  }

  @Test
  void aCloserLookFindsWhatSomebodyElseReplaced() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance()) {
      bans.settle(RUNS, Set.of(40), false);
      irqbalance.ban(8);

      bans.settle(RUNS, Set.of(40), true);

      assertThat(irqbalance.bans()).containsExactly(8, 40);
    }
  }

  @Test
  void anotherDaemonKnowsWhichAreOurs() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance(9)) {
      bans.settle(RUNS, Set.of(40, 41), false);

      daemon(true).settle(RUNS, Set.of(41), false);
      assertThat(irqbalance.bans()).containsExactly(9, 41);

      daemon(false).settle(RUNS, Set.of(41), false);
      assertThat(irqbalance.bans()).containsExactly(9);
    }
  }

  @Test
  void irqbalanceThatStartedAgainIsToldAgainAndItsOwnBansAreNotOurs() throws IOException {
    try (FakeIrqbalance first = irqbalance()) {
      bans.settle(RUNS, Set.of(40, 41), false);
      assertThat(first.bans()).containsExactly(40, 41);
    }
    try (FakeIrqbalance second =
        new FakeIrqbalance(root, 78, FakeIrqbalance.READS_BEFORE_1_9_5, 40)) {
      OptionalInt runs = OptionalInt.of(78);

      assertThat(bans.settle(runs, Set.of(40, 41), false)).isNull();
      assertThat(second.bans()).containsExactly(40, 41);

      bans.settle(runs, Set.of(), false);
      assertThat(second.bans()).containsExactly(40);
    }
  }

  @Test
  void revertLiftsThoseThatAreForNothingAndAddsNone() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance(9)) {
      bans.settle(RUNS, Set.of(40, 41), false);

      daemon(false).release(RUNS, Set.of(41, 42));
      assertThat(irqbalance.bans()).containsExactly(9, 41);

      daemon(false).release(RUNS, Set.of());
      assertThat(irqbalance.bans()).containsExactly(9);
    }
  }

  @Test
  void anOldIrqbalanceTakesWholeNumbersUpToItsLimitAndTheRestIsTold() throws IOException {
    Set<Integer> many = new LinkedHashSet<>(List.of(1149, 1148));
    IntStream.range(1000, 1150).forEach(many::add);
    try (FakeIrqbalance irqbalance = irqbalance(9)) {
      assertThat(bans.settle(RUNS, many, false))
          .isEqualTo("it took 96 of 150 bans, as irqbalance before 1.9.5 does");
      assertThat(irqbalance.bans())
          .as("the first of them")
          .hasSize(97)
          .contains(9, 1149, 1148, 1000, 1093)
          .doesNotContain(1094);
      irqbalance.commands();

      bans.settle(RUNS, many, true);
      assertThat(irqbalance.commands()).containsExactly("setup");

      bans.settle(RUNS, Set.of(), false);
      assertThat(irqbalance.bans()).containsExactly(9);
    }
  }

  @Test
  void aNewIrqbalanceTakesThemAll() throws IOException {
    Set<Integer> many = IntStream.range(1000, 1150).boxed().collect(Collectors.toSet());
    try (FakeIrqbalance irqbalance =
        new FakeIrqbalance(root, PID, FakeIrqbalance.READS_SINCE_1_9_5, 9)) {
      assertThat(bans.settle(RUNS, many, false)).isNull();
      assertThat(irqbalance.bans()).hasSize(151).containsAll(many);
    }
  }

  @Test
  void bansOfOthersThatWouldBeLostKeepOursOut() throws IOException {
    Integer[] others = IntStream.range(1000, 1150).boxed().toArray(Integer[]::new);
    try (FakeIrqbalance irqbalance = irqbalance(others)) {
      assertThat(bans.settle(RUNS, Set.of(40), false)).contains("would be lost");
      assertThat(irqbalance.bans()).containsExactly(others);
    }
  }

  @Test
  void saysWhyAndTriesAgainAtTheNextPass() throws IOException {
    try (FakeIrqbalance gone = irqbalance()) {
      gone.commands();
    }
    assertThat(bans.settle(RUNS, Set.of(40), false))
        .matches("they cannot be banned there: (Connection (refused|reset)|Broken pipe)");
    Files.delete(root.resolve("proc/77/root/run/irqbalance/irqbalance7.sock"));
    assertThat(bans.settle(RUNS, Set.of(40), false))
        .isEqualTo("they cannot be banned there: it has no socket in /run/irqbalance");

    try (FakeIrqbalance irqbalance = irqbalance()) {
      assertThat(bans.settle(RUNS, Set.of(40), false)).isNull();
      assertThat(irqbalance.bans()).containsExactly(40);
    }
  }

  @Test
  void whereBansAreNotWantedItIsAskedNothing() throws IOException {
    try (FakeIrqbalance irqbalance = irqbalance()) {
      assertThat(daemon(false).settle(RUNS, Set.of(40), true))
          .isEqualTo("the daemon is told not to ban them there");
      assertThat(irqbalance.commands()).isEmpty();
    }
  }

  @Test
  void withoutIrqbalanceOrInterruptsNothingInterferes() {
    assertThat(bans.settle(OptionalInt.empty(), Set.of(40), true)).isNull();
    assertThat(bans.settle(RUNS, Set.of(), true)).isNull();
    assertThat(state).isEmptyDirectory();
  }
}
