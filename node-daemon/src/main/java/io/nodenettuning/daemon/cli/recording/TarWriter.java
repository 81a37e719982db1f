package io.nodenettuning.daemon.cli.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an archive that every tar reads: ustar headers, with pax ones before them where a name is
 * too long (IEEE Std 1003.1, pax).
 */
final class TarWriter implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final String DIRECTORY_MODE = "0000755";
  private static final String FILE_MODE = "0000644";
  private static final String READ_ONLY_MODE = "0000444";

  private final OutputStream out;
  private final long modifiedSeconds;

  /**
   * Writes to a stream.
   *
   * @param modifiedSeconds when the files were made, since 1970
   */
  TarWriter(OutputStream out, long modifiedSeconds) {
    this.out = out;
    this.modifiedSeconds = modifiedSeconds;
  }

  void directory(String name) throws IOException {
    entry(name + "/", '5', DIRECTORY_MODE, "", new byte[0]);
  }

  void file(String name, byte[] content, boolean readOnly) throws IOException {
    entry(name, '0', readOnly ? READ_ONLY_MODE : FILE_MODE, "", content);
  }

  void link(String name, String target) throws IOException {
    entry(name, '2', "0000777", target, new byte[0]);
  }

  private void entry(String name, char type, String mode, String target, byte[] content)
      throws IOException {
    String longNames = longName("path", name) + longName("linkpath", target);
    if (!longNames.isEmpty()) {
      byte[] records = longNames.getBytes(StandardCharsets.UTF_8);
      header("PaxHeader", 'x', FILE_MODE, "", records.length);
      content(records);
    }
    header(name, type, mode, target, content.length);
    content(content);
  }

  /** A record begins with its own length, which counts its digits too. */
  private static String longName(String key, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
      return "";
    }
    String rest = " " + key + "=" + value + "\n";
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + Integer.toString(bytes).length();
    length = bytes + Integer.toString(length).length();
    return length + rest;
  }

  private void header(String name, char type, String mode, String target, int size)
      throws IOException {
    byte[] header = new byte[BLOCK];
    put(header, 0, LONGEST_NAME, name);
    put(header, 100, 8, mode);
    put(header, 108, 8, "0000000");
    put(header, 116, 8, "0000000");
    put(header, 124, 12, "%011o".formatted(size));
    put(header, 136, 12, "%011o".formatted(modifiedSeconds));
    put(header, 148, 8, " ".repeat(8));
    header[156] = (byte) type;
    put(header, 157, LONGEST_NAME, target);
    put(header, 257, 8, "ustar\00000");
    put(header, 265, 32, "root");
    put(header, 297, 32, "root");
    int checksum = 0;
    for (byte b : header) {
      checksum += Byte.toUnsignedInt(b);
    }
    put(header, 148, 8, "%06o\0 ".formatted(checksum));
    out.write(header);
  }

  private static void put(byte[] header, int offset, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, Math.min(length, bytes.length));
  }

  private void content(byte[] bytes) throws IOException {
    out.write(Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  /** Ends the archive and the stream. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
