package io.nodenettuning.daemon.drift;

import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.ExitRecord;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.NetlinkEvents;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of the node that ended lately, while somebody has to be named who is gone when he is
 * asked. The kernel's records cost every exit of the node some microseconds, so they are asked for
 * when a writer stayed unnamed, and given up after an hour in which no writer needed them.
 */
final class Exits implements AutoCloseable {

  /** As long as nobody has to be named. */
  static final Duration QUIET = Duration.ofHours(1);

  /** More than end between two reads; numbers of processes come again much later. */
  private static final int KEPT = 4096;

  /** Where there is no descriptor. */
  private static final int NONE = -1;

  private final KernelFiles files;
  private final Map<Integer, ExitRecord> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, ExitRecord> eldest) {
          return size() > KEPT;
        }
      };
  private @Nullable NetlinkEvents<ExitRecord> records;
  private long neededAt;

  Exits(KernelFiles files) {
    this.files = files;
  }

  /**
   * Has the kernel tell from now on.
   *
   * @return why it does not, if so
   */
  Optional<Errno> arm(long now) {
    neededAt = now;
    if (records != null) {
      return Optional.empty();
    }
    String cpus = files.read("/sys/devices/system/cpu/possible").text().orElse("0").strip();
    return switch (NetlinkEvents.exits(cpus)) {
      case Answer.Got<NetlinkEvents<ExitRecord>> got -> {
        records = got.value();
        yield Optional.empty();
      }
      case Answer.Refused<NetlinkEvents<ExitRecord>> refused -> Optional.of(refused.errno());
    };
  }

  /** Whether the kernel tells. */
  boolean armed() {
    return records != null;
  }

  /** The descriptor to wait for, or a negative number. */
  int descriptor() {
    return records == null ? NONE : records.descriptor();
  }

  /** How long it still needs to tell, in nanoseconds, when nobody has to be named. */
  long quietFor(long now) {
    return neededAt + QUIET.toNanos() - now;
  }

  /** Reads what the kernel has told. */
  void read() {
    if (records != null) {
      records.read(record -> {
        ended.remove(record.pid());
        ended.put(record.pid(), record);
      });
    }
  }

  /** The record of a process that ended lately. */
  Optional<ExitRecord> of(int pid, long now) {
    if (records == null) {
      return Optional.empty();
    }
    neededAt = now;
    read();
    return Optional.ofNullable(ended.get(pid));
  }

  /** The record of a process among those that were read. */
  Optional<ExitRecord> known(int pid) {
    return Optional.ofNullable(ended.get(pid));
  }

  @Override
  public void close() {
    if (records != null) {
      records.close();
      records = null;
      ended.clear();
    }
  }
}
