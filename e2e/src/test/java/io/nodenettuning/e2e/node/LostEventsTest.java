package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code nnt run} stands still while more happens on this machine than the kernel keeps for it.
 * What happened last is lost, and found all the same: it looks by itself only every hour.
 */
@Tag("kernel")
final class LostEventsTest {
  private static final int ROUTE = 0;
  private static final int UEVENT = 15;
  private static final int GENERIC = 16;

  private static final String FLOOD = "/run/flood.py";
  private static final String KEPT = "/proc/sys/fs/fanotify/max_queued_events";

  /** Turns a feature of an interface on and off, and has the kernel tell of it as changed. */
  private static final String FLOOD_PROGRAM =
      """
      import ctypes, fcntl, socket, struct, sys
      SIOCETHTOOL, ETHTOOL_STSO = 0x8946, 0x1f
      control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      value = ctypes.create_string_buffer(8)
      request = struct.pack('16sQ16x', sys.argv[1].encode(), ctypes.addressof(value))
      for n in range(int(sys.argv[2])):
          value.raw = struct.pack('II', ETHTOOL_STSO, n % 2)
          fcntl.ioctl(control, SIOCETHTOOL, request)
          with open('/sys/class/net/%s/uevent' % sys.argv[1], 'w') as uevent:
              uevent.write('change')
      """;

  private final ThisMachine machine = ThisMachine.take();
  private final TunedVeth veth = new TunedVeth(machine, 4, 64);
  private final String kept = machine.cat(KEPT);

  @BeforeEach
  void aProgramThatFloods() {
    machine.write(FLOOD, FLOOD_PROGRAM);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    machine.echo(kept, KEPT);
    veth.close();
    machine.close();
  }

  private Daemon start() {
    Daemon daemon =
        Daemon.by(
            machine, "%s run -f %s --interval 1h".formatted(machine.program(), TunedVeth.TUNING));
    daemon.awaitValue(veth.rps(3), "1");
    return daemon;
  }

  @Test
  void aSocketThatIsFullMeansALookAtEverything() {
    try (Daemon daemon = start()) {
      daemon.pauses();
      for (int protocol : List.of(ROUTE, GENERIC, UEVENT)) {
        while (daemon.lost(protocol) == 0) {
          machine.run("python3 %s %s 1000".formatted(FLOOD, veth.peer())).success();
        }
      }
      int before = daemon.lost(GENERIC);
      machine
          .run(
              "ethtool -K %1$s gro on && ethtool -L %1$s rx 2 && ethtool -L %1$s rx 4"
                  .formatted(veth.name()))
          .success();
      assertThat(daemon.lost(GENERIC)).as("what is to be found is lost").isGreaterThan(before);
      assertThat(machine.cat(veth.rps(3))).isEqualTo("0");
      daemon.goesOn();

      daemon.awaits(() ->
          assertThat(machine.run("ethtool -k " + veth.name()).success())
              .contains("generic-receive-offload: off"));
      daemon.awaitValue(veth.rps(3), "1");
      daemon.awaits(() ->
          assertThat(Drift.in(daemon.log()).stream().map(Drift::setting))
              .containsExactlyInAnyOrder(
                  veth.id("offload", "rx-gro"), veth.id("rps", "rx-2"), veth.id("rps", "rx-3")));
    }
  }

  @Test
  void aQueueOfWritesThatIsFullMeansALookAtEverything() {
    machine.echo("16", KEPT);
    String rps = veth.rps(2);
    try (Daemon daemon = start()) {
      machine.echo(kept, KEPT);
      daemon.pauses();
      machine
          .run(
              "for file in /sys/class/net/%s/queues/rx-*/rps_cpus; do echo 1 >$file; done"
                  .formatted(veth.peer()))
          .success();
      machine.echo("0", rps);
      daemon.goesOn();

      daemon.awaitValue(rps, "1");
      daemon.awaits(() ->
          assertThat(Drift.in(daemon.log()))
              .containsExactly(new Drift(veth.id("rps", "rx-2"), "0", "none", true, "unknown")));
    }
  }
}
