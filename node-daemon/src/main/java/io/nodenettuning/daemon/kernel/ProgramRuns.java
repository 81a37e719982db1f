package io.nodenettuning.daemon.kernel;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Tells when programs of the node's own file system begin to run: fanotify(7) marks on their files.
 * Copies in containers are other files. For one thread.
 */
public final class ProgramRuns implements EventSource {

  /** The node's own file system, as its first process sees it, and that of this process. */
  private static final String[] ROOTS = {"/proc/1/root", "/proc/self/root"};

  private static final String[] FOLDERS = {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"};

  private static final long OPEN_EXEC = 0x1000;
  private static final int READS_AT_A_TIME = 64;

  private final Fanotify fanotify;
  private final DescriptorNames names;

  private ProgramRuns(Fanotify fanotify, DescriptorNames names) {
    this.fanotify = fanotify;
    this.names = names;
  }

  /**
   * Begins to watch programs; those that the node has not are passed over.
   *
   * @param programs their names; one that is a link to another program is not watched, for that one
   *     may run for any reason
   */
  public static Answer<ProgramRuns> open(KernelFiles files, Collection<String> programs) {
    return switch (Fanotify.open(Fanotify.O_RDONLY, Fanotify.REPORT_PIDFD)) {
      case Answer.Refused<Fanotify> refused -> new Answer.Refused<>(refused.errno());
      case Answer.Got<Fanotify> got -> {
        Fanotify fanotify = got.value();
        Optional<DescriptorNames> names = DescriptorNames.open();
        if (names.isEmpty()) {
          fanotify.close();
          yield new Answer.Refused<>(Errno.ENOENT);
        }
        programs.forEach(program -> watch(program, files, fanotify));
        yield new Answer.Got<>(new ProgramRuns(fanotify, names.get()));
      }
    };
  }

  private static void watch(String program, KernelFiles files, Fanotify fanotify) {
    for (String root : ROOTS) {
      for (String folder : FOLDERS) {
        String path = root + folder + program;
        boolean isItself =
            files.link(path).map(target -> target.endsWith("/" + program)).orElse(true);
        if (isItself) {
          fanotify.markFile(files.place(path), OPEN_EXEC);
        }
      }
    }
  }

  @Override
  public int descriptor() {
    return fanotify.descriptor();
  }

  /**
   * Reads what there is.
   *
   * @param told takes the path of a program, and the process that begins to run it
   * @return false where reading fails for good
   */
  public boolean read(BiConsumer<String, WritingProcess> told) {
    int seen =
        fanotify.read(
            new Fanotify.Listener() {
              @Override
              public void file(int descriptor, WritingProcess process) {
                told.accept(names.of(CallMemory.ofThread(), descriptor), process);
              }

              @Override
              public void unopened(Errno errno, WritingProcess process) {
                // A program that is replaced while it runs.
              }

              @Override
              public void overflow() {
                // So many runs tell nothing of who did one thing.
              }
            },
            READS_AT_A_TIME);
    return seen >= 0;
  }

  @Override
  public void close() {
    fanotify.close();
    names.close();
  }
}
