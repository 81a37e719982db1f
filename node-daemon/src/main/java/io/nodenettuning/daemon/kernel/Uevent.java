package io.nodenettuning.daemon.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a device, or udev when it is done with it ({@code
 * Documentation/ABI/testing/sysfs-uevent}; udev's header is in systemd's {@code device-monitor.c}).
 *
 * @param udev whether udev says so
 * @param action such as {@code add}, {@code remove}, {@code move}, {@code online}
 * @param subsystem such as {@code net}, {@code queues}, {@code cpu}
 * @param path of the device below {@code /sys}
 * @param ifindex number of the network interface, 0 where it is none
 */
public record Uevent(boolean udev, String action, String subsystem, String path, int ifindex) {
  private static final String UDEV = "libudev";
  private static final int PROPERTIES_AT = 16;
  private static final int UDEV_HEADER_BYTES = 24;

  /** The event of a datagram; nothing where it is none. */
  static Optional<Uevent> in(ByteBuffer datagram) {
    byte[] bytes = new byte[datagram.limit()];
    datagram.get(0, bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean udev = text.startsWith(UDEV + "\0") && bytes.length >= UDEV_HEADER_BYTES;
    if (udev) {
      int properties = datagram.getInt(PROPERTIES_AT);
      if (properties < UDEV_HEADER_BYTES || properties > bytes.length) {
        return Optional.empty();
      }
      text = new String(bytes, properties, bytes.length - properties, StandardCharsets.UTF_8);
    }
    return in(text.split("\0"), udev);
  }

  private static Optional<Uevent> in(String[] properties, boolean udev) {
    String action = value(properties, "ACTION=");
    String subsystem = value(properties, "SUBSYSTEM=");
    String path = value(properties, "DEVPATH=");
    return action == null || subsystem == null || path == null
        ? Optional.empty()
        : Optional.of(
            new Uevent(udev, action, subsystem, path, number(value(properties, "IFINDEX="))));
  }

  private static @Nullable String value(String[] properties, String key) {
    for (String property : properties) {
      if (property.startsWith(key)) {
        return property.substring(key.length());
      }
    }
    return null;
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
