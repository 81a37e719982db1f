package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.FileWrites;
import io.nodenettuning.daemon.kernel.WritingProcess;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes to procfs and sysfs as hints. The first is told at once; while more come they are left to
 * gather, in which the kernel makes one event of many writes of a process to one file.
 */
final class WrittenFiles implements Source, FileWrites.Listener {

  /** At most 200 reads a second. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** So often in a row something was there when a pause ended: somebody does not stop. */
  private static final int STREAK = 200;

  private static final long PAUSE_IN_STREAK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** More events than that at a time, and the next pause is twice as long. */
  private static final int FLOOD = 24;

  /** As long as a flood of different files lets itself gather. */
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final int READS_AT_A_TIME = 4096;

  private final FileWrites writes;
  private final Predicate<String> interesting;
  private final Attribution attribution;
  private final Optional<Runs> runs;
  private Consumer<Hint> inbox = _ -> {};
  private Writer last = Writer.UNKNOWN;
  private long pause = PAUSE_NANOS;
  private long readAt = System.nanoTime();
  private int streak;

  /**
   * Hints of writes.
   *
   * @param runs knows programs that write and end
   */
  WrittenFiles(
      FileWrites writes,
      Predicate<String> interesting,
      Attribution attribution,
      Optional<Runs> runs) {
    this.runs = runs;
    this.writes = writes;
    this.interesting = interesting;
    this.attribution = attribution;
  }

  @Override
  public int descriptor() {
    return writes.descriptor();
  }

  @Override
  public long read(Consumer<Hint> to) {
    inbox = to;
    last = Writer.UNKNOWN;
    int seen = writes.read(this, READS_AT_A_TIME);
    if (seen < 0) {
      return BLIND;
    }
    attribution.tellNames(to);
    long now = System.nanoTime();
    streak = now - readAt < pause + pause / 4 ? streak + 1 : 0;
    readAt = now;
    long least = streak < STREAK ? PAUSE_NANOS : PAUSE_IN_STREAK_NANOS;
    pause = seen > FLOOD ? Math.min(2 * pause, LONGEST_PAUSE_NANOS) : least;
    return pause;
  }

  @Override
  public void written(String path, WritingProcess process) {
    if (interesting.test(path)) {
      inbox.accept(new Hint.Written(path, writer(process)));
    }
  }

  /** Several events that are read together are often of one process: it is asked for once. */
  private Writer writer(WritingProcess process) {
    if (!last.named() || last.pid() != process.pid()) {
      last = attribution.of(process);
      if (!last.named()) {
        last = runs.flatMap(all -> all.of(process.pid())).orElse(last);
      }
    }
    return last;
  }

  @Override
  public void unknown(String why, WritingProcess process) {
    inbox.accept(new Hint.Everything(why));
  }

  @Override
  public void overflow() {
    inbox.accept(new Hint.Everything("more files were written than the kernel tells of"));
  }

  @Override
  public String blindness() {
    return "writes to procfs and sysfs are not told any more: fanotify fails again and again";
  }

  @Override
  public void close() {
    writes.close();
  }
}
