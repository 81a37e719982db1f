package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files of a node by system calls: three for a read (open, pread, close), four for a write
 * (open, write, pread, close). java.nio must not read here: it reads a file of size 0 byte by byte,
 * and the kernel's sysctl handlers end after the first read.
 */
final class NodeFiles implements KernelFiles {

  /** Flags of open(2) that all architectures share. */
  private static final int O_RDONLY = 0;

  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int O_TRUNC = 0x200;
  private static final int O_CLOEXEC = 0x80000;

  /** A path is absolute, so the directory it would start from does not matter. */
  private static final int AT_FDCWD = -100;

  private static final int F_OK = 0;

  /** What is asked of statx(2), and where {@code struct statx} has it. */
  private static final int STATX_MODE = 2;

  private static final int STATX_MODE_AT = 28;
  private static final int WRITABLE = 0222;

  /** Offsets in {@code struct linux_dirent64}, getdents64(2). */
  private static final int DIRENT_LENGTH_AT = 16;

  private static final int DIRENT_NAME_AT = 19;

  private final Root root;

  /**
   * Binds the system calls: the first pass need not wait for that, and a machine that cannot says
   * so at once.
   */
  NodeFiles(Root root) {
    this.root = root;
    SystemCall.bind();
  }

  @Override
  public Reading read(String path) {
    return read(path, false);
  }

  @Override
  public Reading readAll(String path) {
    return read(path, true);
  }

  private Reading read(String path, boolean toEnd) {
    var memory = CallMemory.ofThread();
    long fd = open(memory, root.place(path), O_RDONLY);
    if (fd < 0) {
      return refused(fd);
    }
    try {
      return content(memory, fd, toEnd);
    } finally {
      close(memory, fd);
    }
  }

  @Override
  public Reading write(String path, String value) {
    byte[] line = value.concat("\n").getBytes(StandardCharsets.UTF_8);
    if (line.length > CallMemory.PAGE_BYTES) {
      return new Reading.Refused(Errno.E2BIG);
    }
    var memory = CallMemory.ofThread();
    String place = root.place(path);
    // O_TRUNC as a shell's echo does: it means nothing to the kernel's files, but plain files that
    // stand in for them would keep the end of a longer value.
    long fd = open(memory, place, O_RDWR | O_TRUNC);
    boolean readable = fd != -Errno.EACCES.code();
    if (!readable) {
      fd = open(memory, place, O_WRONLY | O_TRUNC);
    }
    if (fd < 0) {
      return refused(fd);
    }
    try {
      MemorySegment.copy(line, 0, memory.page(), JAVA_BYTE, 0, line.length);
      // Whether the kernel took all of it, the read-back tells: handlers that look at the first
      // number only return short counts too.
      long written = SystemCall.WRITE.call(memory, fd, memory.page().address(), line.length, 0);
      if (written < 0) {
        return refused(written);
      }
      return readable ? content(memory, fd, false) : new Reading.Text(value);
    } finally {
      close(memory, fd);
    }
  }

  @Override
  public List<String> list(String directory) {
    var memory = CallMemory.ofThread();
    long fd = open(memory, root.place(directory), O_RDONLY);
    if (fd < 0) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>();
      long read;
      while ((read = getdents(memory, fd)) > 0) {
        addNames(memory.page(), read, names);
      }
      Collections.sort(names);
      return Collections.unmodifiableList(names);
    } finally {
      close(memory, fd);
    }
  }

  private static void addNames(MemorySegment entries, long end, List<String> names) {
    long at = 0;
    while (at < end) {
      String name = entries.getString(at + DIRENT_NAME_AT);
      if (!name.equals(".") && !name.equals("..")) {
        names.add(name);
      }
      at += Short.toUnsignedInt(entries.get(JAVA_SHORT_UNALIGNED, at + DIRENT_LENGTH_AT));
    }
  }

  @Override
  public Optional<String> link(String path) {
    var memory = CallMemory.ofThread();
    String place = root.placeOfLink(path);
    if (!memory.setPath(place)) {
      return Optional.empty();
    }
    long length =
        SystemCall.READLINKAT.call(
            memory,
            AT_FDCWD,
            memory.path().address(),
            memory.page().address(),
            CallMemory.PAGE_BYTES);
    return length < 0 ? Optional.empty() : Optional.of(string(bytes(memory, length), length));
  }

  @Override
  public boolean exists(String path) {
    var memory = CallMemory.ofThread();
    return memory.setPath(root.place(path))
        && SystemCall.FACCESSAT.call(memory, AT_FDCWD, memory.path().address(), F_OK, 0) == 0;
  }

  @Override
  public boolean readOnly(String path) {
    var memory = CallMemory.ofThread();
    return memory.setPath(root.place(path))
        && SystemCall.STATX.call(
                memory,
                AT_FDCWD,
                memory.path().address(),
                0,
                STATX_MODE,
                memory.page().address(),
                0)
            == 0
        && (memory.page().get(JAVA_SHORT_UNALIGNED, STATX_MODE_AT) & WRITABLE) == 0;
  }

  @Override
  public String place(String path) {
    return root.place(path);
  }

  private static long open(CallMemory memory, String place, int flags) {
    return memory.setPath(place)
        ? SystemCall.OPENAT.call(memory, AT_FDCWD, memory.path().address(), flags | O_CLOEXEC, 0)
        : -Errno.ENAMETOOLONG.code();
  }

  private static void close(CallMemory memory, long fd) {
    SystemCall.CLOSE.call(memory, fd, 0, 0, 0);
  }

  private static long pread(CallMemory memory, long fd, long offset) {
    return SystemCall.PREAD64.call(
        memory, fd, memory.page().address(), CallMemory.PAGE_BYTES, offset);
  }

  private static long getdents(CallMemory memory, long fd) {
    return SystemCall.GETDENTS64.call(
        memory, fd, memory.page().address(), CallMemory.PAGE_BYTES, 0);
  }

  /** One page, or all of it where the page was full or {@code toEnd} is asked for. */
  private static Reading content(CallMemory memory, long fd, boolean toEnd) {
    long read = pread(memory, fd, 0);
    if (read < 0) {
      return refused(read);
    }
    byte[] content = bytes(memory, read);
    int length = content.length;
    while (read == CallMemory.PAGE_BYTES || (toEnd && read > 0)) {
      read = pread(memory, fd, length);
      if (read < 0) {
        return refused(read);
      }
      int needed = length + (int) read;
      if (needed > content.length) {
        content = Arrays.copyOf(content, Math.max(needed, content.length * 2));
      }
      MemorySegment.copy(memory.page(), JAVA_BYTE, 0, content, length, (int) read);
      length = needed;
    }
    int withoutNewline = length > 0 && content[length - 1] == '\n' ? length - 1 : length;
    return new Reading.Text(string(content, withoutNewline));
  }

  private static byte[] bytes(CallMemory memory, long length) {
    byte[] bytes = new byte[(int) length];
    MemorySegment.copy(memory.page(), JAVA_BYTE, 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static String string(byte[] bytes, long length) {
    return new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
  }

  private static Reading refused(long result) {
    return new Reading.Refused(new Errno((int) -result));
  }
}
