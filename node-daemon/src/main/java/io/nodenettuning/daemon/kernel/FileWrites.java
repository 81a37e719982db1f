package io.nodenettuning.daemon.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.util.Optional;

/**
 * Tells of every write(2) of other processes to the node's procfs and sysfs: fanotify(7) marks on
 * both file systems. Of procfs, only that instance is seen which is mounted at the node's {@code
 * /proc}; of sysfs, that of the node's network namespace. What the kernel changes itself is no
 * write.
 *
 * <p>For one thread.
 */
public final class FileWrites implements EventSource {

  /** What is told of writes. The process is that of an event only until a method returns. */
  public interface Listener {

    /**
     * A file was written, once or many times by the same process.
     *
     * @param path on the host, such as {@code /sys/devices/virtual/net/eth0/queues/rx-0/rps_cpus};
     *     symbolic links are followed
     */
    void written(String path, WritingProcess writer);

    /**
     * A file was written, and which one cannot be told.
     *
     * @param why in words
     */
    void unknown(String why, WritingProcess writer);

    /** Writes were dropped: there were more than the kernel keeps. */
    void overflow();
  }

  private static final long MODIFY = 0x2;
  private static final long PROC_SUPER_MAGIC = 0x9fa0;

  private final Fanotify fanotify;
  private final DescriptorNames names;

  private FileWrites(Fanotify fanotify, DescriptorNames names) {
    this.fanotify = fanotify;
    this.names = names;
  }

  /**
   * Begins to watch the node's procfs and sysfs.
   *
   * @param files tells where they are mounted
   * @return a refusal where the kernel does not let this process: it takes CAP_SYS_ADMIN
   */
  public static Answer<FileWrites> open(KernelFiles files) {
    return open(files, Fanotify.REPORT_FD_ERROR | Fanotify.REPORT_PIDFD);
  }

  /**
   * As on a kernel that knows only some of the flags. Files are opened for writing: all that were
   * written allow it, while some cannot be read.
   */
  static Answer<FileWrites> open(KernelFiles files, int flags) {
    return switch (Fanotify.open(Fanotify.O_WRONLY, flags)) {
      case Answer.Refused<Fanotify> refused -> new Answer.Refused<>(refused.errno());
      case Answer.Got<Fanotify> got -> {
        Fanotify fanotify = got.value();
        long result = fanotify.markFileSystem(files.place("/proc"), MODIFY);
        if (result >= 0) {
          result = fanotify.markFileSystem(files.place("/sys"), MODIFY);
        }
        Optional<DescriptorNames> names = result < 0 ? Optional.empty() : DescriptorNames.open();
        if (names.isEmpty()) {
          fanotify.close();
          yield new Answer.Refused<>(result < 0 ? new Errno((int) -result) : Errno.ENOENT);
        }
        yield new Answer.Got<>(new FileWrites(fanotify, names.get()));
      }
    };
  }

  @Override
  public int descriptor() {
    return fanotify.descriptor();
  }

  /**
   * Reads what there is.
   *
   * @param most how many reads at most, so that a flood does not keep the reader
   * @return how many events there were, those of this process too; negative where reading fails for
   *     good
   */
  public int read(Listener listener, int most) {
    return fanotify.read(
        new Fanotify.Listener() {
          @Override
          public void file(int descriptor, WritingProcess process) {
            tell(listener, descriptor, process);
          }

          @Override
          public void unopened(Errno errno, WritingProcess process) {
            if (isOfSetting(errno)) {
              listener.unknown("a file was written that cannot be opened: " + errno, process);
            }
          }

          @Override
          public void overflow() {
            listener.overflow();
          }
        },
        most);
  }

  private void tell(Listener listener, int file, WritingProcess process) {
    var memory = CallMemory.ofThread();
    String told = WrittenPaths.named(names.of(memory, file));
    if (WrittenPaths.isPlain(told)) {
      listener.written(told, process);
      return;
    }
    WrittenPaths.onHost(told, fileSystem(memory, file) == PROC_SUPER_MAGIC)
        .ifPresentOrElse(
            path -> listener.written(path, process),
            () -> listener.unknown("a file was written as " + told, process));
  }

  /** The kind of a descriptor's file system by its magic number, fstatfs(2); 0 where unknown. */
  static long fileSystem(CallMemory memory, int descriptor) {
    long result = SystemCall.FSTATFS.call(memory, descriptor, memory.page().address(), 0, 0);
    return result == 0 ? memory.page().get(JAVA_LONG, 0) : 0;
  }

  /**
   * Whether a file that could not be opened may be that of a setting. ESRCH says that it was the
   * file of a task that is gone. All others can be anything: ENOENT and ENODEV an interrupt or
   * device that is gone or has come back, EACCES and EPERM what a security module guards, EMFILE
   * and ENOMEM whatever was written just then.
   */
  private static boolean isOfSetting(Errno errno) {
    return !errno.equals(Errno.ESRCH);
  }

  @Override
  public void close() {
    fanotify.close();
    names.close();
  }
}
