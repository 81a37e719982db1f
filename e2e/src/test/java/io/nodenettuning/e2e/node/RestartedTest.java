package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A daemon that ended or was killed comes back to a machine on which all is as it left it: values
 * that the kernel rounded or clamped, and features that are requested and not had. {@code
 * -Dnnt.restarts=100} makes it a long test.
 */
@Tag("kernel")
final class RestartedTest {
  private static final int RESTARTS = Integer.getInteger("nnt.restarts", 20);

  private static final String MONITOR = "/run/monitor";

  private final ThisMachine machine = ThisMachine.take();
  private final EveryKnob knobs = new EveryKnob(machine);
  private Values before = Values.NONE;

  @BeforeEach
  void devices() {
    knobs.makeDevices();
    before = knobs.values();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    before.putBack(machine, knobs.values());
    knobs.deleteDevices();
    machine.close();
  }

  @Test
  void aDaemonThatComesBackWritesNothing() throws Exception {
    Daemon.start(machine, EveryKnob.ONE).close();
    Values tuned = knobs.values();
    assertThat(machine.nnt("status").success()).contains("64, want 100000");

    Process monitor =
        machine.start(List.of("sh", "-c", "exec stdbuf -oL ethtool --monitor >" + MONITOR));
    try (Watch watch = Watch.on(tuned.files())) {
      for (int restart = 0; restart < RESTARTS; restart++) {
        Daemon daemon = Daemon.start(machine, EveryKnob.ONE);
        if (restart % 2 == 0) {
          daemon.close();
        } else {
          daemon.isKilled();
        }
        assertThat(watch.written()).as("restart %d", restart).isEmpty();
      }
      assertThat(machine.cat(MONITOR)).doesNotContain(knobs.devices());
      assertThat(knobs.values()).isEqualTo(tuned);

      machine.nnt("revert").success();
      assertThat(watch.written()).hasSizeGreaterThan(EveryKnob.QUEUES);
      assertThat(machine.cat(MONITOR)).contains(knobs.devices());
      assertThat(before.differencesTo(knobs.values())).isEmpty();
    } finally {
      monitor.destroy();
    }
  }
}
