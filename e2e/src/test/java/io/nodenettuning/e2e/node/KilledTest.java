package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code nnt} is killed while it writes to this machine's kernel. */
@Tag("kernel")
final class KilledTest {
  private static final int QUEUES = 64;
  private static final int ROUNDS = 10;
  private static final int KILLS_A_ROUND = 5;

  /** A command makes as many, and a few of its own. */
  private static final int WRITES = 2 * QUEUES + 10;

  private static final String BIN = Machine.NNT + "/bin/nnt";
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of(BIN, "apply", "-f", "/run/one.yaml"),
          List.of(BIN, "apply", "-f", "/run/other.yaml"),
          List.of(BIN, "revert"),
          List.of(BIN, "run", "-f", "/run/one.yaml", "--interval", "10ms"));

  private final ThisMachine machine = ThisMachine.take();
  private final String veth = "nnt" + UUID.randomUUID().toString().substring(0, 8);
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** Longer than a command needs here: what lives longer does not end by itself. */
  private Duration life = Duration.ZERO;

  private Values original = Values.NONE;

  @BeforeEach
  void aVethOfManyQueuesAndTwoTunings() {
    machine
        .run(
            "ip link add %1$s numrxqueues %2$d numtxqueues 1 type veth peer name p%1$s"
                .formatted(veth, QUEUES))
        .success();
    original = machine.values(veth);
    machine.write("/run/one.yaml", tuning("one", "0", 256, "tso", 32768));
    machine.write("/run/other.yaml", tuning("other", "1", 512, "gso", 65536));
  }

  private String tuning(String name, String cpus, int flows, String feature, int entries) {
    return Tuning.yaml(
        name,
        """
        interfaces:
        - name: all
          match: {names: [%s]}
          rps: {cpus: {list: "%s"}}
          rfs: {flowCount: %d}
          offloads: {%s: false}
        rpsSockFlowEntries: %d
        """
            .formatted(veth, cpus, flows, feature, entries));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    original.putBack(machine, machine.values(veth));
    machine.run("ip link del " + veth).success();
    machine.close();
  }

  @Test
  void atWhateverMomentRevertRestoresEverything() throws Exception {
    Set<Values> finished = new HashSet<>(Set.of(original));
    for (String file : List.of("/run/one.yaml", "/run/other.yaml")) {
      long start = System.nanoTime();
      machine.nnt("apply -f " + file).success();
      life = Duration.ofNanos(2 * (System.nanoTime() - start));
      finished.add(machine.values(veth));
    }
    assertThat(finished).hasSize(3);

    int halfDone = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
        if (kill % 2 == 0) {
          killAtAWrite(any(COMMANDS.subList(0, 3)));
        } else {
          killAtATime(any(COMMANDS));
        }
        halfDone += finished.contains(machine.values(veth)) ? 0 : 1;
      }
      String reverted = machine.nnt("revert").success();
      assertThat(machine.values(veth))
          .as("round %d of seed %d: %s", round, seed, reverted)
          .isEqualTo(original);
    }
    assertThat(halfDone).as("kills amid the writing, of seed %d", seed).isGreaterThan(ROUNDS / 2);

    machine.nnt("apply -f /run/one.yaml").success();
    assertThat(machine.values(veth)).isIn(finished);
    assertThat(machine.nnt("apply -f /run/one.yaml").success()).contains("nothing written");
    machine.nnt("revert").success();
    assertThat(machine.values(veth)).isEqualTo(original);
  }

  private List<String> any(List<List<String>> commands) {
    return commands.get(random.nextInt(commands.size()));
  }

  private void killAtATime(List<String> command) throws Exception {
    Process process = machine.start(command);
    LockSupport.parkNanos(random.nextLong(life.toNanos()));
    process.destroyForcibly().waitFor();
  }

  /** Before one of its writes: to the kernel, to the journal, to the terminal. */
  private void killAtAWrite(List<String> command) {
    int write = 1 + random.nextInt(WRITES);
    machine.run(
        "strace -f -qq -o /dev/null -e trace=write -e inject=write:signal=KILL:when=%d %s"
            .formatted(write, String.join(" ", command)));
  }
}
