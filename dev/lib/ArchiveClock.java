import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Takes the clock out of an archive of classes: soft references among its objects remember when they were last used, in
 * milliseconds since the machine started. Two archives made one after the other from the same classes differ in nothing else but
 * that, and in the checksums of their headers, which Java compares only when asked to.
 *
 * <p>Arguments: two archives. The second gets zeros where they differ. Ends with 1, and leaves it as it is, when they differ in
 * anything else.
 */
final class ArchiveClock {
  /** Where an archive says how long its header is: {@code GenericCDSFileMapHeader} in HotSpot's {@code cds.h}. */
  private static final int HEADER_LENGTH_AT = 12;

  public static void main(String[] archives) throws IOException {
    try (FileChannel first = FileChannel.open(Path.of(archives[0]), READ, WRITE);
        FileChannel second = FileChannel.open(Path.of(archives[1]), READ, WRITE)) {
      ByteBuffer one = first.map(READ_WRITE, 0, first.size()).order(LITTLE_ENDIAN);
      ByteBuffer other = second.map(READ_WRITE, 0, second.size()).order(LITTLE_ENDIAN);
      if (!differInClockOnly(one, other)) {
        System.exit(1);
      }
      for (int at = one.mismatch(other); at >= 0; at = one.mismatch(other)) {
        clear(one, at);
        clear(other, at);
      }
    }
  }

  private static boolean differInClockOnly(ByteBuffer one, ByteBuffer other) {
    long now = System.nanoTime() / 1_000_000;
    if (one.capacity() != other.capacity()) {
      return false;
    }
    for (int at = one.getInt(HEADER_LENGTH_AT) & -Long.BYTES; at + Long.BYTES <= one.capacity(); at += Long.BYTES) {
      long earlier = one.getLong(at);
      long later = other.getLong(at);
      if (earlier != later && !(0 < earlier && earlier < later && later <= now)) {
        return false;
      }
    }
    return true;
  }

  private static void clear(ByteBuffer archive, int at) {
    if (at < archive.getInt(HEADER_LENGTH_AT)) {
      archive.putInt(at & -Integer.BYTES, 0);
    } else {
      archive.putLong(at & -Long.BYTES, 0);
    }
  }
}
