package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/** {@code nnt run} on a machine, with a folder of tunings; ended when closed. */
public final class Daemon implements AutoCloseable {
  private static final String FOLDER = "/run/tunings/";
  private static final String LOG = "/run/nnt.log";

  /** What it leaves for {@code nnt status} after a pass. */
  private static final String REPORTED = "/run/nnt/tunings.json";

  /** What it found changed, once it did. */
  private static final String DRIFTS = "/run/nnt/drift.json";

  private static final String OFTEN = "1s";

  /** It looks every second; where it is emulated beside other work, a look takes its time. */
  private static final Duration SOON = Duration.ofMinutes(2);

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

  /** Starts it; it looks every second. Returns once it has made a pass. */
  public static Daemon start(Machine machine) {
    return startWithNothing(machine, OFTEN);
  }

  /** The same, but it looks by itself only every hour: what it does before, an event told of. */
  public static Daemon startListening(Machine machine) {
    return startWithNothing(machine, "1h");
  }

  private static Daemon startWithNothing(Machine machine, String interval) {
    machine.write(FOLDER + "nothing.yaml", Tuning.yaml("nothing", NOTHING));
    return start(machine, FOLDER, interval);
  }

  /** The same with tunings from elsewhere. */
  static Daemon start(Machine machine, String tunings) {
    return start(machine, tunings, OFTEN);
  }

  private static Daemon start(Machine machine, String tunings, String interval) {
    return by(
        machine, "%s run -f %s --interval %s".formatted(machine.program(), tunings, interval));
  }

  /** One that a command runs, which may take something from it before. */
  public static Daemon by(Machine machine, String command) {
    String pid =
        machine
            .run("rm -f %s %s; %s >>%s 2>&1 & echo $!".formatted(REPORTED, DRIFTS, command, LOG))
            .success();
    Daemon daemon = new Daemon(machine, pid);
    daemon.awaits(() -> machine.run("test -e " + REPORTED).success());
    return daemon;
  }

  /** Gives it a tuning, or another content of one. */
  public void tunes(String name, String spec) {
    machine.write(FOLDER + name + ".yaml", Tuning.yaml(name, spec));
  }

  /** Takes a tuning away from it. */
  public void letsGoOf(String name) {
    machine.run("rm %s%s.yaml".formatted(FOLDER, name)).success();
  }

  /** Takes every tuning away from it; returns once it has let go of what they asked for. */
  public void letsGoOfAll() {
    machine.run("find %s -name '*.yaml' ! -name nothing.yaml -delete".formatted(FOLDER)).success();
    awaits(() -> assertThat(machine.cat(REPORTED).split("\"uid\"", -1)).hasSize(2));
  }

  /** Waits for it to have made a file of one line hold a value. */
  public void awaitValue(String path, String value) {
    awaits(() -> assertThat(machine.cat(path)).as(path).isEqualTo(value));
  }

  /** Waits for what it is to do. */
  public void awaits(ThrowingRunnable assertion) {
    try {
      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(200))
          .atMost(SOON)
          .untilAsserted(assertion);
    } catch (RuntimeException e) {
      throw new AssertionError("%s%n%s".formatted(e.getMessage(), log()), e);
    }
  }

  /** What it logged, all of it or since it forgot. */
  public String log() {
    return machine.run("cat " + LOG).output();
  }

  /** What it found changed since it started, at most 64, with all that is known by now. */
  public List<Drift> drifts() {
    return Drift.kept(machine.run("cat %s 2>/dev/null || echo '{}'".formatted(DRIFTS)).success());
  }

  /** Empties its log. */
  public void forgets() {
    machine.run(": >" + LOG).success();
  }

  /** Stops it, and what it would hear of is not heard. */
  public void pauses() {
    signals("STOP");
  }

  /** Lets it go on. */
  public void goesOn() {
    signals("CONT");
  }

  private void signals(String signal) {
    machine.run("kill -%s %s".formatted(signal, pid)).success();
  }

  /** How many events its netlink sockets of a protocol had no room for. */
  int lost(int protocol) {
    return Integer.parseInt(
        machine
            .run(
                """
                sockets=$(ls -l /proc/%1$s/fd | sed -n 's/.*socket:.\\([0-9]*\\).$/ \\1 /p')
                awk -v sockets="$sockets" -v protocol=%2$d \
                  '$2 == protocol && index(sockets, " " $10 " ") { lost += $9 } END { print lost + 0 }' \
                  /proc/%1$s/net/netlink
                """
                    .formatted(pid, protocol))
            .success());
  }

  /** Ends it by SIGTERM, in peace. */
  @Override
  public void close() {
    endsBy("TERM");
  }

  /** Ends it by SIGKILL. */
  public void isKilled() {
    endsBy("KILL");
  }

  /**
   * What runs it in a PID namespace waits for it to end. A process that ended may stay for a while,
   * as a zombie that nobody has asked about.
   */
  private void endsBy(String signal) {
    machine
        .run(
            """
            kill -%1$s $(pgrep -P %2$s || echo %2$s) || exit 1
            while grep -qs '^State:.[^Z]' /proc/%2$s/status; do sleep 0.05; done
            """
                .formatted(signal, pid))
        .success();
  }
}
