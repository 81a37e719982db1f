package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import io.nodenettuning.daemon.plan.Circumstances;
import io.nodenettuning.daemon.plan.Foresight;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shape first, then steering on what there is then. */
class ShapeTest {
  @TempDir private Path root;
  private Kernel kernel;
  private FactsReader facts;
  private Igb card;

  @BeforeEach
  void makeNode() {
    Kernel recorded = RecordedNode.load("igb-12cpu-isolated", root);
    card = new Igb(root, recorded.ethtool());
    kernel = new Kernel(recorded.files(), card, recorded.receiveHash(), recorded.napiThreads());
    facts = new FactsReader(kernel);
  }

  private Tuner.Tuned tune(NodeTuning... tunings) {
    try (StateFolder state = StateFolder.lock(root.resolve("run/nnt"));
        Journal journal = Journal.open(state, facts.read().bootId())) {
      return new Tuner(kernel, facts, journal).tune(facts.read(), List.of(tunings), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<PlannedSetting> foreseen(Tuner.Tuned tuned, NodeTuning... tunings) {
    return new Foresight(
            List.of(tunings), tuned.pass().facts(), Circumstances.once(kernel, Map.of(), false))
        .rows(tuned.pass().resolution(), List.of(), tuned.after());
  }

  private static NodeTuning tuning(String settings) {
    return Tunings.tuning("t", "interfaces: [{name: a, match: {names: [eth0]}, " + settings + "}]");
  }

  private static PlannedSetting row(List<PlannedSetting> rows, String id) {
    return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private String rps(int queue) {
    return text("/sys/class/net/eth0/queues/rx-" + queue + "/rps_cpus");
  }

  private String text(String path) {
    return kernel.files().read(path).text().orElseThrow().strip();
  }

  private Path queueFolder(int queue) {
    return root.resolve("sys/class/net/eth0/queues/rx-" + queue);
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text + "\n");
  }

  @Test
  void whatDependsOnQueuesIsSetOnThoseThatThereAreThen() {
    Tuner.Tuned tuned =
        tune(tuning("channels: {combined: 2}, irqAffinity: {cpus: {list: 0-3}}, rps: {}"));

    assertThat(row(tuned.after(), "channels:eth0/combined").outcome()).isEqualTo(Outcome.Applied);
    assertThat(tuned.after())
        .filteredOn(row -> row.outcome() == Outcome.Applied)
        .extracting(PlannedSetting::id)
        .containsExactly(
            "channels:eth0/combined",
            "irqAffinity:eth0/rx-0",
            "irqAffinity:eth0/rx-1",
            "rps:eth0/rx-0",
            "rps:eth0/rx-1");
  }

  @Test
  void theSecondRunWritesNothing() {
    NodeTuning tuning =
        tuning("channels: {combined: 2}, irqAffinity: {cpus: {list: 0-3}}, rps: {}");
    tune(tuning);

    Tuner.Tuned again = tune(tuning);

    assertThat(again.steps()).isEmpty();
    assertThat(again.drifts()).isEmpty();
  }

  @Test
  void thePlanPredictsTheQueuesThatChannelsWillGive() {
    tune(tuning("channels: {combined: 2}"));

    List<NodeTuning> tunings =
        List.of(tuning("channels: {combined: Max}, rps: {cpus: {list: 0-1}}"));
    List<PlannedSetting> rows =
        Pass.look(kernel, facts.read(), tunings, Map.of(), false)
            .foreseen(kernel, tunings, Map.of());

    PlannedSetting row = row(rows, "rps:eth0/rx-3");
    assertThat(row.outcome()).isEqualTo(Outcome.Planned);
    assertThat(row.desired()).isEqualTo("0-1");
    assertThat(row.message()).isEqualTo("a prediction: its queue is not there yet");
  }

  @Test
  void whatAnAuditWouldTakeAwayIsNotLetGo() {
    NodeTuning steering = tuning("rps: {cpus: {list: 0-1}}");
    tune(steering);
    NodeTuning audit =
        Tunings.tuning(
            "audit",
            "mode: Audit\ninterfaces: [{name: a, match: {names: [eth0]}, channels: {combined: 2},"
                + " rps: {cpus: {list: 0-1}}}]");

    Tuner.Tuned tuned = tune(steering, audit);

    assertThat(tuned.steps()).isEmpty();
    assertThat(rps(3)).isEqualTo("3");
    List<PlannedSetting> rows = foreseen(tuned, steering, audit);
    assertThat(rows)
        .filteredOn(row -> row.tuning().equals("t"))
        .extracting(PlannedSetting::id)
        .contains("rps:eth0/rx-2", "rps:eth0/rx-3");
    assertThat(rows)
        .filteredOn(row -> row.tuning().equals("audit"))
        .extracting(PlannedSetting::id)
        .containsExactly("channels:eth0/combined", "rps:eth0/rx-0", "rps:eth0/rx-1");
  }

  @Test
  void channelsThatAreRefusedKeepNoQueueFromBeingSteered() {
    card.refusal = "queues are in use";

    NodeTuning tuning = tuning("channels: {combined: 2}, rps: {cpus: {list: 0-1}}");
    Tuner.Tuned tuned = tune(tuning);

    assertThat(row(tuned.after(), "channels:eth0/combined").outcome())
        .isEqualTo(Outcome.Unsupported);
    assertThat(row(tuned.after(), "rps:eth0/rx-3").outcome()).isEqualTo(Outcome.Applied);
    assertThat(foreseen(tune(tuning), tuning))
        .extracting(PlannedSetting::id)
        .contains("rps:eth0/rx-3");
    assertThat(rps(3)).isEqualTo("3");
  }

  @Test
  void channelsThatDriftedAndAreOnlyToldLetNothingGo() throws IOException {
    NodeTuning tuning =
        Tunings.tuning(
            "t",
            "driftPolicy: Report\ninterfaces: [{name: a, match: {names: [eth0]},"
                + " channels: {combined: 2}, rps: {cpus: {list: 0-1}}}]");
    tune(tuning);
    kernel.ethtool().setParameters("eth0", ParameterGroup.CHANNELS, Map.of("combined", 4L));

    tune(tuning);
    assertThat(rps(3)).isEqualTo("3");

    assertThat(tune(tuning).steps()).isEmpty();
    assertThat(rps(3)).isEqualTo("3");
  }

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
