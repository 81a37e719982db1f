package io.nodenettuning.daemon.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as they are on the wire of a little-endian machine. */
final class Hex {
  private Hex() {}

  /** Blanks and bars between the digits help to read. */
  static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("[\\s|]", ""));
  }

  /** What a kernel answered, in {@code src/test/resources/netlink}. */
  static byte[] recorded(String name) {
    try (InputStream file = Hex.class.getResourceAsStream("/netlink/" + name + ".hex")) {
      if (file == null) {
        throw new IllegalArgumentException("no recorded answer " + name);
      }
      return bytes(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
