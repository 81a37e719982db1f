package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code nnt} is killed while it writes to this machine's kernel: every knob that this machine has.
 * {@code -Dnnt.kills=1000} makes it a long test.
 */
@Tag("kernel")
final class KilledTest {
  private static final int KILLS = Integer.getInteger("nnt.kills", 60);

  /** After so many kills on average, originals are asked for. */
  private static final int KILLS_A_ROUND = 2;

  private static final String BIN = Machine.NNT + "/bin/nnt";
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of(BIN, "apply", "-f", EveryKnob.ONE),
          List.of(BIN, "apply", "-f", EveryKnob.OTHER),
          List.of(BIN, "revert"),
          List.of(BIN, "run", "-f", EveryKnob.ONE, "--interval", "10ms"));

  /** System calls that change something, and about as many of them as a command makes. */
  private record Call(String name, int times) {}

  private static final List<Call> CALLS =
      List.of(
          new Call("write", 100),
          new Call("write", 100),
          new Call("sendto", 18),
          new Call("sched_setaffinity", 8));

  private final ThisMachine machine = ThisMachine.take();
  private final EveryKnob knobs = new EveryKnob(machine);
  private final long seed = Long.getLong("nnt.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  /** What a command takes. */
  private Duration life = Duration.ZERO;

  private Values original = Values.NONE;

  @BeforeEach
  void devicesWithSettingsOfTheirOwn() {
    knobs.makeDevices();
    original = knobs.values();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    original.putBack(machine, knobs.values());
    knobs.deleteDevices();
    machine.close();
  }

  @Test
  void atWhateverMomentRevertRestoresEverything() throws Exception {
    Set<Values> finished = new HashSet<>(Set.of(original));
    for (String file : List.of(EveryKnob.ONE, EveryKnob.OTHER)) {
      long start = System.nanoTime();
      machine.nnt("apply -f " + file).success();
      life = Duration.ofNanos(System.nanoTime() - start);
      finished.add(knobs.values());
    }
    assertThat(finished).hasSize(3);

    int amid = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      if (random.nextBoolean()) {
        killAtACall(any(COMMANDS.subList(0, 3)), any(CALLS));
      } else {
        killAtATime(any(COMMANDS));
      }
      boolean asked = random.nextInt(KILLS_A_ROUND) == 0 || kill == KILLS;
      if (asked || kill % 10 == 0) {
        amid += finished.contains(knobs.values()) ? 0 : 1;
      }
      if (asked) {
        assertThatRevertRestoresAfter(kill);
      }
    }
    assertThat(amid).as("kills amid the writing, of seed %d", seed).isGreaterThan(KILLS / 30);
    assertThat(machine.nnt("status").success()).contains("nothing is held");

    machine.nnt("apply -f " + EveryKnob.ONE).success();
    assertThat(knobs.values()).isIn(finished);
    assertThat(machine.nnt("apply -f " + EveryKnob.ONE).success()).contains("nothing written");
    assertThatRevertRestoresAfter(KILLS);
  }

  private void assertThatRevertRestoresAfter(int kill) {
    String reverted = machine.nnt("revert").success();
    assertThat(original.differencesTo(knobs.values()))
        .as("kill %d of seed %d: %s", kill, seed, reverted)
        .isEmpty();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void killAtATime(List<String> command) throws Exception {
    Process process = machine.start(command);
    // A third of its life it makes itself ready.
    LockSupport.parkNanos(random.nextLong(life.toNanos() / 3, life.toNanos()));
    process.destroyForcibly().waitFor();
  }

  /** Before it takes effect: on the kernel, the journal, the terminal. */
  private void killAtACall(List<String> command, Call call) {
    machine.run(
        "strace -f --seccomp-bpf -qq -o /dev/null -e trace=%1$s -e inject=%1$s:signal=KILL:when=%2$d %3$s"
            .formatted(call.name(), 1 + random.nextInt(call.times()), String.join(" ", command)));
  }
}
