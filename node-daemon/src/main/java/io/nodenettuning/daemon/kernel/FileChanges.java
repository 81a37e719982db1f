package io.nodenettuning.daemon.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells of changes of files and folders, whoever makes them: inotify(7). One thread reads; any may
 * watch and forget.
 */
public final class FileChanges implements EventSource {

  /** What is told. */
  public interface Listener {

    /**
     * An entry of a folder came or went, or a file in it was written and closed.
     *
     * @param watch the number of the folder's watch
     * @param made whether it was made just now; who makes a file to write it is told of again when
     *     he is done, who makes a link or folder is not
     */
    void entry(int watch, String name, boolean made);

    /** A watched file was written; or what is watched was moved or is gone, or watched no more. */
    void itself(int watch);

    /** Changes were dropped: there were more than the kernel keeps. */
    void overflow();
  }

  private static final int CLOEXEC_NONBLOCK = 0x80000 | 0x800;

  private static final int MODIFY = 0x2;
  private static final int CLOSE_WRITE = 0x8;
  private static final int MOVED_FROM = 0x40;
  private static final int MOVED_TO = 0x80;
  private static final int CREATE = 0x100;
  private static final int DELETE = 0x200;
  private static final int DELETE_SELF = 0x400;
  private static final int MOVE_SELF = 0x800;
  private static final int OVERFLOW = 0x4000;
  private static final int ONLY_FOLDER = 0x1000000;
  private static final int IS_FOLDER = 0x40000000;

  private static final int ENTRIES = CREATE | DELETE | MOVED_FROM | MOVED_TO;

  /** {@code struct inotify_event} of {@code include/uapi/linux/inotify.h}. */
  private static final int HEADER_BYTES = 16;

  private static final int MASK_AT = 4;
  private static final int LENGTH_AT = 12;

  private static final int READ_BYTES = 8192;
  private static final int READS_AT_A_TIME = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(READ_BYTES, Long.BYTES);
  private final int fd;

  private FileChanges(int fd) {
    this.fd = fd;
  }

  /** Opens a queue in which nothing is watched yet. */
  public static Answer<FileChanges> open() {
    long fd = SystemCall.INOTIFY_INIT1.call(CallMemory.ofThread(), CLOEXEC_NONBLOCK, 0, 0, 0);
    return fd < 0
        ? new Answer.Refused<>(new Errno((int) -fd))
        : new Answer.Got<>(new FileChanges((int) fd));
  }

  /**
   * Watches the entries of a folder and files in it that are written and closed; a folder that is
   * watched already keeps its number.
   *
   * @param place of the folder for this process
   * @return the watch's number
   */
  public Answer<Integer> watchFolder(String place) {
    return watch(place, ENTRIES | CLOSE_WRITE | DELETE_SELF | MOVE_SELF | ONLY_FOLDER);
  }

  /** Watches the entries of a folder alone; else as {@link #watchFolder}. */
  public Answer<Integer> watchEntries(String place) {
    return watch(place, ENTRIES | ONLY_FOLDER);
  }

  /**
   * Watches writes to one file; of one of the kernel's also where the kernel itself tells that it
   * has another content, as with {@code cgroup_file_notify()}; else as {@link #watchFolder}.
   */
  public Answer<Integer> watchFile(String place) {
    return watch(place, MODIFY);
  }

  private Answer<Integer> watch(String place, int events) {
    var memory = CallMemory.ofThread();
    if (!memory.setPath(place)) {
      return new Answer.Refused<>(Errno.ENAMETOOLONG);
    }
    long watch = SystemCall.INOTIFY_ADD_WATCH.call(memory, fd, memory.path().address(), events, 0);
    return watch < 0
        ? new Answer.Refused<>(new Errno((int) -watch))
        : new Answer.Got<>((int) watch);
  }

  /** Watches that no more; one that is gone already is no error. */
  public void forget(int watch) {
    SystemCall.INOTIFY_RM_WATCH.call(CallMemory.ofThread(), fd, watch, 0, 0);
  }

  @Override
  public int descriptor() {
    return fd;
  }

  /**
   * Reads what there is.
   *
   * @return false where reading fails for good
   */
  public boolean read(Listener listener) {
    var memory = CallMemory.ofThread();
    for (int n = 0; n < READS_AT_A_TIME; n++) {
      long read = SystemCall.READ.call(memory, fd, buffer.address(), READ_BYTES, 0);
      if (read < 0) {
        return read == -Errno.EAGAIN.code();
      }
      tell(buffer.asByteBuffer().limit((int) read), listener);
    }
    return true;
  }

  /** Tells what one read(2) gave. */
  static void tell(ByteBuffer read, Listener listener) {
    ByteBuffer events = read.order(ByteOrder.nativeOrder());
    int at = events.position();
    while (events.limit() - at >= HEADER_BYTES) {
      int length = events.getInt(at + LENGTH_AT);
      if (length < 0 || length > events.limit() - at - HEADER_BYTES) {
        return;
      }
      tell(events.getInt(at), events.getInt(at + MASK_AT), name(events, at, length), listener);
      at += HEADER_BYTES + length;
    }
  }

  private static void tell(int watch, int event, String name, Listener listener) {
    if ((event & OVERFLOW) != 0) {
      listener.overflow();
    } else if (name.isEmpty()) {
      listener.itself(watch);
    } else {
      listener.entry(watch, name, (event & (CREATE | IS_FOLDER)) == CREATE);
    }
  }

  /** A name is filled up with NULs. */
  private static String name(ByteBuffer events, int at, int length) {
    byte[] bytes = new byte[length];
    events.get(at + HEADER_BYTES, bytes);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    SystemCall.CLOSE.call(CallMemory.ofThread(), fd, 0, 0, 0);
    arena.close();
  }
}
