package io.nodenettuning.daemon.apply;

import io.nodenettuning.daemon.plan.Held;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was there before us, and what we made of it: a file of lines, the last one of a key counts.
 * Every change is one append, made before the kernel is written; a line that a dying process left
 * unfinished was never acted on and is cut off. No fsync: the file system is as volatile as the
 * settings are.
 */
public final class Journal implements AutoCloseable {
  private static final String FILE = "journal";
  private static final int SPARE_LINES = 4096;

  private final Path file;
  private final String bootId;
  private final Map<String, Held> held;
  private FileChannel channel;
  private int lines;

  private Journal(Path file, String bootId, Map<String, Held> held) throws IOException {
    this.file = file;
    this.bootId = bootId;
    this.held = held;
    this.channel = rewrite();
  }

  /**
   * Opens the journal for writing.
   *
   * @param bootId the running kernel's boot: records of another one are over
   */
  public static Journal open(StateFolder folder, String bootId) throws IOException {
    return new Journal(folder.path().resolve(FILE), bootId, read(folder.path(), bootId));
  }

  /** Reads what is held, without a lock, by key; nothing where there is no journal. */
  public static Map<String, Held> read(Path folder, String bootId) throws IOException {
    String text;
    try (FileChannel in = FileChannel.open(folder.resolve(FILE))) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(in.size()));
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
      text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    }
    return JournalLines.replay(text, bootId);
  }

  /** What is held, by key. */
  public Map<String, Held> held() {
    return Collections.unmodifiableMap(held);
  }

  /** Keeps records; they are in the file when this returns. */
  public void keep(Collection<Held> records) throws IOException {
    change(records, List.of());
  }

  /** Ends records; they are gone from the file when this returns. */
  public void drop(Collection<String> keys) throws IOException {
    change(List.of(), keys);
  }

  /** Keeps and ends records in one append. */
  public void change(Collection<Held> records, Collection<String> keys) throws IOException {
    if (records.isEmpty() && keys.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(256 * (records.size() + keys.size()));
    for (Held record : records) {
      JournalLines.keep(text, record);
      held.put(record.key(), record);
    }
    for (String key : keys) {
      JournalLines.drop(text, key);
      held.remove(key);
    }
    lines += records.size() + keys.size();
    append(channel, text);
    if (lines > 4 * held.size() + SPARE_LINES) {
      channel.close();
      channel = rewrite();
    }
  }

  private FileChannel rewrite() throws IOException {
    Path fresh = file.resolveSibling(FILE + ".new");
    StringBuilder text = new StringBuilder(256 * (held.size() + 1));
    JournalLines.boot(text, bootId);
    held.values().forEach(record -> JournalLines.keep(text, record));
    FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    append(out, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    lines = held.size();
    return out;
  }

  private static void append(FileChannel out, CharSequence text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
