package io.nodenettuning.daemon.agent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.api.Outcome;
import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.drift.Hint;
import io.nodenettuning.daemon.drift.KnownWriter;
import io.nodenettuning.daemon.drift.Watcher;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.irqbalance.DebianIrqbalance;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.knob.IrqAffinityKnob;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's irqbalance moves interrupts that a tuning steers, because the daemon was told not to ban
 * them. It gives each of them one CPU, where the tuning wants them all.
 */
@Tag("kernel")
class IrqbalanceDriftOnTheKernelTest {
  private static final String ADVICE = KnownWriter.Irqbalance.advice();
  private static final int CORRECTIONS = 3;

  @TempDir private Path folder;
  private final Kernel kernel = Kernel.host();
  private DebianIrqbalance irqbalance;
  private AgentOnTheKernel agent;

  /** What the kernel tells of writes to the steered interrupts, by the setting's id. */
  private final Map<String, Integer> writes = new ConcurrentHashMap<>();

  /** The files of the steered interrupts by the settings' ids. */
  private Map<String, String> files = Map.of();

  private Watcher witness;

  @BeforeEach
  void steeredInterrupts() throws Exception {
    Nic nic = DebianIrqbalance.steerable();
    irqbalance = DebianIrqbalance.in(folder);
    agent =
        new AgentOnTheKernel(
            Files.createDirectory(folder.resolve("state")),
            false,
            Tunings.tuning(
                "t",
                """
                interfaces:
                - name: nic
                  match: {names: [%s]}
                  irqAffinity: {cpus: {list: 0-N}, distribution: AllCpus}
                """
                    .formatted(nic.name())));
    files =
        nic.interrupts().stream()
            .collect(
                Collectors.toMap(
                    vector -> new IrqAffinityKnob().setting(nic, vector).id(),
                    vector -> "/proc/irq/" + vector.irq() + "/smp_affinity"));
    files.keySet().removeIf(id -> agent.row(id).outcome() == Outcome.Immutable);
    Map<String, String> ids =
        files.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    witness =
        Watcher.start(
            kernel.files(),
            ids::containsKey,
            hint -> {
              if (hint instanceof Hint.Written written) {
                writes.merge(ids.getOrDefault(written.path(), ""), 1, Integer::sum);
              }
            });
  }

  @AfterEach
  void asItWas() throws Exception {
    if (witness != null) {
      witness.close();
    }
    if (agent != null) {
      agent.close();
    }
    if (irqbalance != null) {
      irqbalance.close();
    }
  }

  private List<Outcome> outcomes() {
    return agent.report().settings().stream()
        .filter(row -> files.containsKey(row.id()))
        .map(PlannedSetting::outcome)
        .distinct()
        .toList();
  }

  private Map<String, String> masks() {
    return files.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> kernel.files().read(entry.getValue()).text().orElseThrow().strip()));
  }

  @Test
  void eachMoveIsPutBackOnceAndIrqbalanceNamed() throws Exception {
    Map<String, String> wished = masks();

    long pid = irqbalance.start();
    await().atMost(30, SECONDS).until(() -> writes.keySet().equals(files.keySet()));
    irqbalance.stop();

    await().atMost(5, SECONDS).until(() -> masks().equals(wished));
    int moves = writes.values().stream().mapToInt(Integer::intValue).sum();
    await().atMost(5, SECONDS).until(() -> agent.report().driftsTotal() == moves);
    assertThat(agent.report().drifts())
        .hasSize(moves)
        .allSatisfy(entry -> {
          assertThat(entry.drift().corrected()).isTrue();
          assertThat(entry.origin().toString()).startsWith("irqbalance (PID " + pid);
          assertThat(entry.origin().advice()).isEqualTo(ADVICE);
        });
    assertThat(outcomes()).allMatch(outcome -> outcome.nodeClass().name().equals("ready"));
    agent.assertQuiet();
    assertThat(masks()).isEqualTo(wished);
  }

  @Test
  void aFightIsGivenUpAndEndsOnceIrqbalanceIsGone() throws Exception {
    Map<String, String> wished = masks();
    for (int fight = 0; fight <= CORRECTIONS; fight++) {
      await().atMost(5, SECONDS).until(() -> masks().equals(wished));
      int before = fight;
      irqbalance.start();
      await()
          .atMost(30, SECONDS)
          .until(() -> files.keySet().stream().allMatch(id -> writes.getOrDefault(id, 0) > before));
      irqbalance.stop();
    }

    await().atMost(5, SECONDS).until(() -> outcomes().equals(List.of(Outcome.Contended)));
    for (String id : files.keySet()) {
      assertThat(agent.row(id).message())
          .startsWith(
              "put back 3 times within 10 minutes and changed again, last by irqbalance (PID ")
          .endsWith("; " + ADVICE);
      assertThat(agent.watches(files.getOrDefault(id, ""))).isFalse();
    }
    assertThat(masks()).as("left as irqbalance has them").isNotEqualTo(wished);
    agent.assertQuiet();

    agent.looksAfter(Duration.ofMinutes(11));

    assertThat(masks()).isEqualTo(wished);
    assertThat(outcomes()).isEqualTo(List.of(Outcome.Applied));
    for (String id : files.keySet()) {
      assertThat(agent.latest(id).drift().corrected()).isTrue();
      assertThat(agent.latest(id).origin().toString()).startsWith("irqbalance (PID ");
    }
  }
}
