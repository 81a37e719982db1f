package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.EthtoolEvent;
import io.nodenettuning.daemon.kernel.Uevent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DevicesTest {
  private static final String CARD = "/devices/pci0000:00/0000:00:03.0/net/eth0";

  private static Optional<Hint> hint(boolean udev, String action, String subsystem, String path) {
    return Devices.of(new Uevent(udev, action, subsystem, path, 7));
  }

  @Test
  void queuesOfAnInterfaceComeAndGo() {
    Hint queues = new Hint.Device(7, "eth0", Kind.Queues);

    assertThat(hint(false, "add", "queues", CARD + "/queues/rx-3")).contains(queues);
    assertThat(hint(false, "remove", "queues", CARD + "/queues/tx-0")).contains(queues);
    assertThat(hint(false, "change", "queues", CARD + "/queues/tx-0")).isEmpty();
    assertThat(hint(true, "add", "queues", CARD + "/queues/tx-0")).isEmpty();
  }

  @Test
  void udevIsDoneWithAnInterface() {
    Hint settled = new Hint.Device(7, "eth0", Kind.Settled);

    assertThat(hint(true, "add", "net", CARD)).contains(settled);
    assertThat(hint(true, "move", "net", CARD)).contains(settled);
    assertThat(hint(true, "remove", "net", CARD)).isEmpty();
  }

  @Test
  void theKernelRenamesAnInterface() {
    assertThat(hint(false, "move", "net", CARD)).contains(new Hint.Device(7, "eth0", Kind.Renamed));
    assertThat(hint(false, "move", "net", "/devices/virtual/net/net"))
        .contains(new Hint.Device(7, "net", Kind.Renamed));
    // Route netlink tells the same.
    assertThat(hint(false, "add", "net", CARD)).isEmpty();
    assertThat(hint(false, "remove", "net", CARD)).isEmpty();
  }

  @Test
  void cpusComeAndGo() {
    assertThat(hint(false, "offline", "cpu", "/devices/system/cpu/cpu12"))
        .contains(new Hint.Cpu(12, false));
    assertThat(hint(false, "online", "cpu", "/devices/system/cpu/cpu0"))
        .contains(new Hint.Cpu(0, true));
    assertThat(hint(false, "add", "cpu", "/devices/system/cpu/cpu12")).isEmpty();
    assertThat(hint(true, "online", "cpu", "/devices/system/cpu/cpu12")).isEmpty();
    assertThat(hint(false, "online", "cpu", "/devices/system/cpu/all"))
        .contains(new Hint.Everything("a CPU changed: /devices/system/cpu/all"));
  }

  @Test
  void otherDevicesAreNobodysBusiness() {
    assertThat(hint(false, "add", "block", "/devices/virtual/block/loop0")).isEmpty();
    assertThat(hint(true, "change", "drm", "/devices/pci0000:00/drm/card0")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EthtoolEvent.Group.class)
  void whateverEthtoolTellsIsOfTheDevice(EthtoolEvent.Group group) {
    assertThat(Devices.of(new EthtoolEvent(3, "eth1", group)))
        .isInstanceOfSatisfying(
            Hint.Device.class,
            device -> {
              assertThat(device.ifindex()).isEqualTo(3);
              assertThat(device.name()).isEqualTo("eth1");
              assertThat(device.kind().name()).isEqualToIgnoringCase(group.name());
            });
  }
}
