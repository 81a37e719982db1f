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

  /** Offsets in {@code struct linux_dirent64}, getdents64(2). */
  private static final int DIRENT_LENGTH_AT = 16;

  private static final int DIRENT_NAME_AT = 19;

  private final Root root;

  NodeFiles(Root root) {
    this.root = root;
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
    int fd = open(memory, root.place(path), Libc.O_RDONLY);
    if (fd < 0) {
      return refused(fd);
    }
    try {
      return content(memory, fd, toEnd);
    } finally {
      Libc.close(memory, fd);
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
    // O_TRUNC as a shell's echo: the kernel's files ignore it, a plain file of a recording does
    // not.
    int fd = open(memory, place, Libc.O_RDWR | Libc.O_TRUNC);
    boolean readable = fd != -Errno.EACCES.code();
    if (!readable) {
      fd = open(memory, place, Libc.O_WRONLY | Libc.O_TRUNC);
    }
    if (fd < 0) {
      return refused(fd);
    }
    try {
      MemorySegment.copy(line, 0, memory.page(), JAVA_BYTE, 0, line.length);
      // Whether the kernel took all of it, the read-back tells: handlers that look at the first
      // number only return short counts too.
      long written = Libc.write(memory, fd, memory.page(), line.length);
      if (written < 0) {
        return refused(written);
      }
      return readable ? content(memory, fd, false) : new Reading.Text(value);
    } finally {
      Libc.close(memory, fd);
    }
  }

  @Override
  public List<String> list(String directory) {
    var memory = CallMemory.ofThread();
    int fd = open(memory, root.place(directory), Libc.O_RDONLY);
    if (fd < 0) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>();
      long read;
      while ((read = Libc.getdents64(memory, fd, memory.page(), CallMemory.PAGE_BYTES)) > 0) {
        addNames(memory.page(), read, names);
      }
      Collections.sort(names);
      return Collections.unmodifiableList(names);
    } finally {
      Libc.close(memory, fd);
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
    long length = Libc.readlink(memory, memory.path(), memory.page(), CallMemory.PAGE_BYTES);
    return length < 0 ? Optional.empty() : Optional.of(string(bytes(memory, length), length));
  }

  @Override
  public boolean exists(String path) {
    var memory = CallMemory.ofThread();
    return memory.setPath(root.place(path)) && Libc.access(memory, memory.path(), Libc.F_OK) == 0;
  }

  private static int open(CallMemory memory, String place, int flags) {
    return memory.setPath(place)
        ? Libc.open(memory, memory.path(), flags)
        : -Errno.ENAMETOOLONG.code();
  }

  /** One page, or all of it where the page was full or {@code toEnd} is asked for. */
  private static Reading content(CallMemory memory, int fd, boolean toEnd) {
    long read = Libc.pread(memory, fd, memory.page(), CallMemory.PAGE_BYTES, 0);
    if (read < 0) {
      return refused(read);
    }
    byte[] content = bytes(memory, read);
    int length = content.length;
    while (read == CallMemory.PAGE_BYTES || (toEnd && read > 0)) {
      read = Libc.pread(memory, fd, memory.page(), CallMemory.PAGE_BYTES, length);
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
