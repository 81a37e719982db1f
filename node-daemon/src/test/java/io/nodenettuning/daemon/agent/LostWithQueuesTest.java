package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a driver resets when it makes queues anew: it comes back, as do the originals. */
class LostWithQueuesTest extends ShapeCase {
  @Test
  void whatWasHeldOnQueuesThatGoComesBackWithThem() throws IOException {
    write(queueFolder(3).resolve("rps_cpus"), "010");
    tune(tuning("rps: {cpus: {list: 0-1}}"));
    NodeTuning fewer = tuning("channels: {combined: 2}, rps: {cpus: {list: 0-1}}");
    tune(fewer);
    assertThat(tune(fewer).steps()).isEmpty();

    tune();

    assertThat(rps(3)).isEqualTo("10");
    assertThat(tune().steps()).isEmpty();
  }

  @Test
  void aProcessThatEndsWhileQueuesAreRemadeTakesTheDriverForNobodyElse() {
    tune(tuning("irqAffinity: {cpus: {list: \"3\"}}"));
    card.endsAfterRemaking = true;
    NodeTuning fewer =
        Tunings.tuning(
            "t",
            "driftPolicy: Report\ninterfaces: [{name: a, match: {names: [eth0]},"
                + " channels: {combined: 2}, irqAffinity: {cpus: {list: \"3\"}}}]");
    assertThatThrownBy(() -> tune(fewer)).hasMessage("killed");
    assertThat(text("/proc/irq/25/smp_affinity_list")).isEqualTo("0-7");
    card.endsAfterRemaking = false;

    Tuner.Tuned tuned = tune(fewer);

    assertThat(tuned.drifts()).isEmpty();
    assertThat(text("/proc/irq/25/smp_affinity_list")).isEqualTo("3");
  }

  @Test
  void whatNobodyNamedComesBackWithTheQueues() throws IOException {
    write(queueFolder(3).resolve("rps_cpus"), "003");
    write(root.resolve("proc/irq/26/smp_affinity_list"), "5");

    tune(tuning("channels: {combined: 2}, rps: {cpus: {list: \"1\"}}"));
    assertThat(rps(0)).isEqualTo("2");
    tune();

    assertThat(rps(3)).isEqualTo("3");
    assertThat(rps(0)).isEqualTo("0");
    assertThat(text("/proc/irq/26/smp_affinity_list")).isEqualTo("5");
    assertThat(tune().steps()).isEmpty();
  }

  @Test
  void originalsAreThoseBeforeTheDriverMadeTheQueuesAnew() throws IOException {
    write(root.resolve("proc/irq/25/smp_affinity_list"), "5");
    write(root.resolve("proc/irq/26/smp_affinity_list"), "0-3");

    tune(
        tuning(
            "channels: {combined: 2}, irqAffinity:"
                + " {cpus: {list: 0-3, isolated: Include}, distribution: AllCpus}"));
    assertThat(text("/proc/irq/25/smp_affinity_list")).isEqualTo("0-3");
    tune();

    assertThat(text("/proc/irq/25/smp_affinity_list")).isEqualTo("5");
    assertThat(text("/proc/irq/26/smp_affinity_list")).isEqualTo("0-3");
    assertThat(tune().steps()).isEmpty();
  }

  /** The queue goes with a value that happens to be its original, and comes back without it. */
  @Test
  void anOriginalThatATuningAsksForIsNotLostWithItsQueue() throws IOException {
    write(queueFolder(2).resolve("rps_cpus"), "002");

    tune(tuning("channels: {combined: 2}"));
    tune(tuning("channels: {combined: 3}, rps: {cpus: {list: \"1\"}}"));
    tune(tuning("channels: {combined: 2}, rps: {cpus: {list: \"1\"}}"));
    tune();

    assertThat(rps(2)).isEqualTo("2");
    assertThat(tune().steps()).isEmpty();
  }

  @Test
  void anOriginalThatNeedNotBeWrittenIsNotLostWithItsQueue() throws IOException {
    write(queueFolder(2).resolve("rps_cpus"), "002");

    tune(tuning("rps: {cpus: {list: \"1\"}}"));
    tune(tuning("channels: {combined: 2}, rps: {cpus: {list: \"1\"}}"));
    tune();

    assertThat(rps(2)).isEqualTo("2");
    assertThat(tune().steps()).isEmpty();
  }

  @Test
  void aVectorThatServesNoQueueIsAsItWasAfterTheDriverReset() throws IOException {
    write(root.resolve("proc/irq/24/smp_affinity_list"), "6");

    tune(tuning("channels: {combined: 2}"));
    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("6");
    tune();

    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("6");
    assertThat(tune().steps()).isEmpty();
  }

  @Test
  void housekeepingMovesAVectorAgainThatTheDriverReset() throws IOException {
    NodeTuning tuning =
        Tunings.tuning(
            "t",
            """
            interfaces: [{name: a, match: {names: [eth0]}, channels: {combined: 2}}]
            housekeeping: {cpus: {list: "0-1"}, interrupts: Move}
            """);
    NodeTuning before =
        Tunings.tuning("t", "housekeeping: {cpus: {list: '0-1'}, interrupts: Move}");
    write(root.resolve("proc/irq/24/smp_affinity_list"), "6");
    tune(before);

    Tuner.Tuned tuned = tune(tuning);

    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("0-1");
    assertThat(tuned.drifts()).isEmpty();
    assertThat(tune(tuning).steps()).isEmpty();
    tune();
    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("6");
  }

  @Test
  void theOriginalOfAVectorThatIsMovedAfterTheDriverResetItIsThatOfBefore() throws IOException {
    write(root.resolve("proc/irq/24/smp_affinity_list"), "6");

    tune(
        Tunings.tuning(
            "t",
            """
            interfaces: [{name: a, match: {names: [eth0]}, channels: {combined: 2}}]
            housekeeping: {cpus: {list: "0-1"}, interrupts: Move}
            """));
    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("0-1");
    tune();

    assertThat(text("/proc/irq/24/smp_affinity_list")).isEqualTo("6");
  }

  @Test
  void whatSomebodyElseSetMeanwhileIsLeft() throws IOException {
    tune(tuning("channels: {combined: 2}"));
    tune(tuning("channels: {combined: 2}"));
    write(root.resolve("proc/irq/26/smp_affinity_list"), "5");
    write(queueFolder(1).resolve("rps_cpus"), "003");

    Tuner.Tuned released = tune();

    assertThat(row(released.after(), "rps:eth0/rx-1").outcome()).isEqualTo(Outcome.Drifted);
    assertThat(row(released.after(), "channels:eth0/combined").outcome())
        .isEqualTo(Outcome.Applied);
  }
}
