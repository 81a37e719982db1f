package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** {@code nnt run} on a machine, with a folder of tunings; ended when closed. */
final class Daemon implements AutoCloseable {
  private static final String FOLDER = "/run/tunings/";
  private static final String LOG = "/run/nnt.log";

  /** What it leaves for {@code nnt status} after a pass. */
  private static final String REPORTED = "/run/nnt/tunings.json";

  /** A pass takes a second at most, also where it is emulated; the machine may be busy. */
  private static final Duration SOON = Duration.ofMinutes(1);

  /** A folder without any tuning is no folder of tunings: this one asks for nothing here. */
  private static final String NOTHING =
      """
      interfaces:
      - {name: none, match: {names: [none-of-these]}, rps: {cpus: {}}}
      """;

  private final Machine machine;
  private final String pid;

  private Daemon(Machine machine, String pid) {
    this.machine = machine;
    this.pid = pid;
  }

  /** Starts it; it looks every half second. Returns once it has made a pass. */
  static Daemon start(Machine machine) {
    machine.write(FOLDER + "nothing.yaml", Tuning.yaml("nothing", NOTHING));
    String pid =
        machine
            .run(
                "rm -f %s; %s/bin/nnt run -f %s --interval 500ms >>%s 2>&1 & echo $!"
                    .formatted(REPORTED, Machine.NNT, FOLDER, LOG))
            .success();
    Daemon daemon = new Daemon(machine, pid);
    daemon.awaits(() -> machine.run("test -e " + REPORTED).success());
    return daemon;
  }

  /** Gives it a tuning, or another content of one. */
  void tunes(String name, String spec) {
    machine.write(FOLDER + name + ".yaml", Tuning.yaml(name, spec));
  }

  /** Takes a tuning away from it. */
  void letsGoOf(String name) {
    machine.run("rm %s%s.yaml".formatted(FOLDER, name)).success();
  }

  /** Waits for it to have made a file of one line hold a value. */
  void awaitValue(String path, String value) {
    awaits(() -> assertThat(machine.cat(path)).as(path).isEqualTo(value));
  }

  /** Waits for what it is to do. */
  void awaits(ThrowingRunnable assertion) {
    try {
      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(100))
          .atMost(SOON)
          .untilAsserted(assertion);
    } catch (RuntimeException e) {
      throw new AssertionError("%s%n%s".formatted(e.getMessage(), log()), e);
    }
  }

  /** What it logged. */
  String log() {
    return machine.run("cat " + LOG).output();
  }

  /** Ends it by SIGTERM, in peace. */
  @Override
  public void close() {
    machine.run("kill %1$s && tail --pid=%1$s -f /dev/null".formatted(pid)).success();
  }
}
