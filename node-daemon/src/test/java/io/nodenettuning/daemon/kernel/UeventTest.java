package io.nodenettuning.daemon.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UeventTest {
  private static final String CARD = "/devices/pci0000:00/0000:00:03.0/virtio0/net/eth0";
  private static final int UDEV_HEADER_BYTES = 40;

  private static Optional<Uevent> event(String... lines) {
    return Uevent.in(ByteBuffer.wrap((String.join("\0", lines) + "\0").getBytes(UTF_8)));
  }

  /** {@code struct monitor_netlink_header} of systemd's {@code device-monitor.c}, then lines. */
  private static ByteBuffer udev(int properties, String... lines) {
    byte[] text = (String.join("\0", lines) + "\0").getBytes(UTF_8);
    ByteBuffer datagram =
        ByteBuffer.allocate(UDEV_HEADER_BYTES + text.length).order(ByteOrder.nativeOrder());
    datagram.put("libudev\0".getBytes(UTF_8)).putInt(0xcefaedfe);
    datagram.putInt(UDEV_HEADER_BYTES).putInt(properties).putInt(text.length);
    return datagram.position(UDEV_HEADER_BYTES).put(text).rewind();
  }

  @Test
  void theKernelTellsOfAnInterface() {
    assertThat(
            event(
                "add@" + CARD,
                "ACTION=add",
                "DEVPATH=" + CARD,
                "SUBSYSTEM=net",
                "INTERFACE=eth0",
                "IFINDEX=2",
                "SEQNUM=1234"))
        .contains(new Uevent(false, "add", "net", CARD, 2));
  }

  @Test
  void theKernelTellsOfACpu() {
    assertThat(
            event(
                "offline@/devices/system/cpu/cpu1",
                "ACTION=offline",
                "DEVPATH=/devices/system/cpu/cpu1",
                "SUBSYSTEM=cpu",
                "DRIVER=processor",
                "SEQNUM=1235"))
        .contains(new Uevent(false, "offline", "cpu", "/devices/system/cpu/cpu1", 0));
  }

  @Test
  void udevTellsWhenItIsDone() {
    ByteBuffer datagram =
        udev(
            UDEV_HEADER_BYTES,
            "ACTION=add",
            "DEVPATH=" + CARD,
            "SUBSYSTEM=net",
            "INTERFACE=eth0",
            "IFINDEX=2",
            "ID_NET_LINK_FILE=/usr/lib/systemd/network/99-default.link");

    assertThat(Uevent.in(datagram)).contains(new Uevent(true, "add", "net", CARD, 2));
  }

  @Test
  void aHeaderThatDoesNotFitIsNoEvent() {
    assertThat(Uevent.in(udev(4096, "ACTION=add"))).isEmpty();
    assertThat(Uevent.in(udev(-1, "ACTION=add"))).isEmpty();
    assertThat(Uevent.in(udev(0, "ACTION=add"))).isEmpty();
  }

  @Test
  void whatHasNoDeviceIsNoEvent() {
    assertThat(event("")).isEmpty();
    assertThat(event("libudev")).isEmpty();
    assertThat(event("add@" + CARD, "ACTION=add", "SUBSYSTEM=net")).isEmpty();
    assertThat(event("ACTION=add", "DEVPATH=" + CARD)).isEmpty();
    assertThat(event("ACTION=add", "DEVPATH=" + CARD, "SUBSYSTEM=net", "IFINDEX=two"))
        .contains(new Uevent(false, "add", "net", CARD, 0));
  }
}
