package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the descriptors of this process are of: the links in {@code /proc/self/fd}. */
record DescriptorNames(long folder) implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_PATH_DIRECTORY_CLOEXEC = 0x200000 | 0x10000 | 0x80000;

  static Optional<DescriptorNames> open() {
    var memory = CallMemory.ofThread();
    memory.setPath("/proc/self/fd");
    long folder =
        SystemCall.OPENAT.call(
            memory, AT_FDCWD, memory.path().address(), O_PATH_DIRECTORY_CLOEXEC, 0);
    return folder < 0 ? Optional.empty() : Optional.of(new DescriptorNames(folder));
  }

  /** The path of a descriptor's file, empty where it has none that fits. */
  String of(CallMemory memory, int descriptor) {
    memory.setPath(Integer.toString(descriptor));
    long length =
        SystemCall.READLINKAT.call(
            memory,
            folder,
            memory.path().address(),
            memory.page().address(),
            CallMemory.PAGE_BYTES);
    if (length < 0) {
      return "";
    }
    byte[] name = new byte[(int) length];
    MemorySegment.copy(memory.page(), JAVA_BYTE, 0, name, 0, name.length);
    return new String(name, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    SystemCall.CLOSE.call(CallMemory.ofThread(), folder, 0, 0, 0);
  }
}
