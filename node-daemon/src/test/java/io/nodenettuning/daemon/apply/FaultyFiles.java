package io.nodenettuning.daemon.apply;

import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.Reading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files that refuse, round, or take the process down with them. Models what the kernel does to
 * writes: EPERM of managed interrupts, rounding of table sizes, a kill at any write.
 */
public final class FaultyFiles implements KernelFiles {

  /** The process died here: nothing after this line ran. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  final Map<String, Errno> refusals = new HashMap<>();
  private final Map<String, Deque<Errno>> momentary = new HashMap<>();
  private final Map<String, Errno> unreadable = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final Map<String, Integer> reads = new HashMap<>();
  private final KernelFiles files;
  private int momentsLeft = Integer.MAX_VALUE;
  int writes;
  Runnable beforeWrite = () -> {};

  /** Files that do as those do until they are told otherwise. */
  public FaultyFiles(KernelFiles files) {
    this.files = files;
  }

  /** Writes to paths with this part are refused. */
  public void refuses(String part, Errno errno) {
    refusals.put(part, errno);
  }

  /** No write is refused any more. */
  public void takesAll() {
    refusals.clear();
  }

  /** How often a file was read since this was last asked. */
  public int reads(String path) {
    return Objects.requireNonNullElse(reads.remove(path), 0);
  }

  /** How many writes were tried. */
  public int writes() {
    return writes;
  }

  /** The first writes of paths with this part are refused, one with each of these. */
  void refusesAtFirst(String part, Errno... errnos) {
    momentary.put(part, new ArrayDeque<>(List.of(errnos)));
  }

  /** Reads of paths with this part are refused. */
  void unreadable(String part, Errno errno) {
    unreadable.put(part, errno);
  }

  /** Whatever is written to paths with this part, this value is kept. */
  void keeps(String part, String value) {
    kept.put(part, value);
  }

  /** The process dies at this moment: each write has one before it takes effect and one after. */
  public void diesAt(int moment) {
    momentsLeft = moment;
  }

  /** The process dies no more. */
  public void lives() {
    diesAt(Integer.MAX_VALUE);
  }

  /** A write, of a file or of anything else, at which the process may die. */
  public <T> T counted(Supplier<T> write) {
    writes++;
    mayDie();
    T result = write.get();
    mayDie();
    return result;
  }

  private void mayDie() {
    if (momentsLeft-- == 0) {
      throw new Death();
    }
  }

  @Override
  public boolean readOnly(String path) {
    return files.readOnly(path);
  }

  @Override
  public String place(String path) {
    return files.place(path);
  }

  @Override
  public Reading write(String path, String value) {
    beforeWrite.run();
    return counted(() -> written(path, value));
  }

  private Reading written(String path, String value) {
    for (var refusal : refusals.entrySet()) {
      if (path.contains(refusal.getKey())) {
        return new Reading.Refused(refusal.getValue());
      }
    }
    for (var moment : momentary.entrySet()) {
      if (path.contains(moment.getKey()) && !moment.getValue().isEmpty()) {
        return new Reading.Refused(moment.getValue().remove());
      }
    }
    for (var keeps : kept.entrySet()) {
      if (path.contains(keeps.getKey())) {
        return files.write(path, keeps.getValue());
      }
    }
    return files.write(path, value);
  }

  @Override
  public Reading read(String path) {
    reads.merge(path, 1, Integer::sum);
    for (var refusal : unreadable.entrySet()) {
      if (path.contains(refusal.getKey())) {
        return new Reading.Refused(refusal.getValue());
      }
    }
    return files.read(path);
  }

  @Override
  public Reading readAll(String path) {
    return files.readAll(path);
  }

  @Override
  public List<String> list(String directory) {
    return files.list(directory);
  }

  @Override
  public Optional<String> link(String path) {
    return files.link(path);
  }

  @Override
  public boolean exists(String path) {
    return files.exists(path);
  }
}
