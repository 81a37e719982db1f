package io.nodenettuning.daemon.kernel;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What this machine's kernel tells by netlink. */
@Tag("kernel")
class NetlinkEventsOnTheKernelTest {

  private static <T> T got(Answer<T> answer) {
    return switch (answer) {
      case Answer.Got<T> got -> got.value();
      case Answer.Refused<T> refused -> throw new AssertionError(refused.errno());
    };
  }

  @Test
  void moreThanThereIsRoomForIsTold() {
    try (NetlinkEvents<Uevent> events = got(NetlinkEvents.uevents(4096));
        Veth veth = Veth.withQueues(32)) {
      assertThat(events.read(_ -> {})).isFalse();
      run("ip", "link", "set", veth.name(), "name", veth.name() + "x");
      List<Uevent> later = new ArrayList<>();
      assertThat(events.read(later::add)).isTrue();
      run("ip", "link", "set", veth.name() + "x", "name", veth.name());

      assertThat(later).anyMatch(event -> event.action().equals("move"));
    }
  }

  @Test
  void whoEndsIsToldWithHisName() {
    String cpus =
        Kernel.host().files().read("/sys/devices/system/cpu/possible").text().orElseThrow();
    try (NetlinkEvents<ExitRecord> exits = got(NetlinkEvents.exits(cpus))) {
      long pid = Long.parseLong(run("sh", "-c", "echo $$").strip());
      List<ExitRecord> told = new ArrayList<>();
      assertThat(exits.read(told::add)).isTrue();

      assertThat(told)
          .anySatisfy(record -> {
            assertThat((long) record.pid()).isEqualTo(pid);
            assertThat(record.command()).isEqualTo("sh");
            assertThat((long) record.parent()).isEqualTo(ProcessHandle.current().pid());
            assertThat(record.user()).isZero();
          });
    }
  }

  @Test
  void cpusThatThereCannotBeAreRefused() {
    assertThat(NetlinkEvents.exits("0-100000")).isInstanceOf(Answer.Refused.class);
  }
}
